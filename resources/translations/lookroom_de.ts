<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Lookroom</source>
        <translation>Über Lookroom</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Tries looks on photographs, on this machine alone. No photo, no name and no usage leaves it.</source>
        <translation>Probiert Looks auf Fotos, allein auf diesem Rechner. Kein Foto, kein Name und keine Nutzungsdaten verlassen ihn.</translation>
    </message>
    <message>
        <source>Made with the work of others</source>
        <translation>Mit der Arbeit anderer gemacht</translation>
    </message>
    <message>
        <source>Libraries and models with their licences</source>
        <translation>Bibliotheken und Modelle mit ihren Lizenzen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Copy technical details</source>
        <translation>Technische Angaben kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Open photos…</source>
        <translation>Fotos öffnen…</translation>
    </message>
    <message>
        <source>Paste photo</source>
        <translation>Foto einfügen</translation>
    </message>
    <message>
        <source>Save back</source>
        <translation>Zurücksichern</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Watched folders…</source>
        <translation>Überwachte Ordner…</translation>
    </message>
    <message>
        <source>Quit Lookroom</source>
        <translation>Lookroom beenden</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>Einen Schritt zurück</translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation>Einen Schritt vor</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>Stichwörter …</translation>
    </message>
    <message>
        <source>Delete picture</source>
        <translation>Bild löschen</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Run the tool</source>
        <translation>Werkzeug anwenden</translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation>Laufenden Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Make a lookbook…</source>
        <translation>Lookbook erstellen…</translation>
    </message>
    <message>
        <source>Try failed jobs again</source>
        <translation>Fehlgeschlagene Aufträge wiederholen</translation>
    </message>
    <message>
        <source>Adjust the fit by hand</source>
        <translation>Sitz von Hand anpassen</translation>
    </message>
    <message>
        <source>Save options as a preset…</source>
        <translation>Optionen als Vorgabe sichern…</translation>
    </message>
    <message>
        <source>Reset the options</source>
        <translation>Optionen zurücksetzen</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>Studio</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>Befehl suchen…</translation>
    </message>
    <message>
        <source>After only</source>
        <translation>Nur Nachher</translation>
    </message>
    <message>
        <source>Before and after with a slider</source>
        <translation>Vorher und Nachher mit Schieber</translation>
    </message>
    <message>
        <source>Before and after side by side</source>
        <translation>Vorher und Nachher nebeneinander</translation>
    </message>
    <message>
        <source>Before while a key is held</source>
        <translation>Vorher, solange eine Taste gedrückt ist</translation>
    </message>
    <message>
        <source>Show what was changed</source>
        <translation>Veränderte Bereiche zeigen</translation>
    </message>
    <message>
        <source>Fit to the window</source>
        <translation>In Fenster einpassen</translation>
    </message>
    <message>
        <source>One to one</source>
        <translation>Eins zu eins</translation>
    </message>
    <message>
        <source>Two to one</source>
        <translation>Zwei zu eins</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Film strip</source>
        <translation>Filmstreifen</translation>
    </message>
    <message>
        <source>Side panels</source>
        <translation>Seitliche Bedienfelder</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>Darstellung wie im System</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkle Darstellung</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helle Darstellung</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>Protokollordner öffnen</translation>
    </message>
    <message>
        <source>About Lookroom</source>
        <translation>Über Lookroom</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message numerus="yes">
        <source>%n jobs were not finished when Lookroom closed.</source>
        <translation>
            <numerusform>%n Auftrag war noch nicht fertig, als Lookroom beendet wurde.</numerusform>
            <numerusform>%n Aufträge waren noch nicht fertig, als Lookroom beendet wurde.</numerusform>
        </translation>
    </message>
    <message>
        <source>Finish them</source>
        <translation>Fertigstellen</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>So lassen</translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Move the joints of the person</source>
        <translation>Gelenkpunkte der Person verschieben</translation>
    </message>
    <message>
        <source>Garment</source>
        <translation>Kleidungsstück</translation>
    </message>
    <message>
        <source>Move the anchors of the garment</source>
        <translation>Anker des Kleidungsstücks verschieben</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>All places as they were found</source>
        <translation>Alle Punkte wie gefunden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Leave the fit as it was</source>
        <translation>Passform lassen, wie sie war</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Fit the garment so, at full size</source>
        <translation>Das Kleidungsstück so anpassen, in voller Größe</translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message>
        <source>Lookbook</source>
        <translation>Lookbook</translation>
    </message>
    <message>
        <source>Every photo with every garment: a file each, and a contact sheet of all looks.</source>
        <translation>Jedes Foto mit jedem Kleidungsstück: je eine Datei, dazu ein Kontaktbogen aller Looks.</translation>
    </message>
    <message>
        <source>Take the chosen ones off: {pile}</source>
        <translation>Gewählte entfernen: {pile}</translation>
    </message>
    <message>
        <source>Add photos: {pile}</source>
        <translation>Fotos hinzufügen: {pile}</translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation>Fotos öffnen</translation>
    </message>
    <message>
        <source>Title of the sheet</source>
        <translation>Titel des Bogens</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message numerus="yes">
        <source>Make %n looks</source>
        <translation>
            <numerusform>%n Look erstellen</numerusform>
            <numerusform>%n Looks erstellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Make the looks</source>
        <translation>Looks erstellen</translation>
    </message>
    <message>
        <source>Drop photos onto both piles.</source>
        <translation>Ziehen Sie Fotos auf beide Stapel.</translation>
    </message>
    <message numerus="yes">
        <source>Takes about %n minutes.</source>
        <translation>
            <numerusform>Dauert etwa %n Minute.</numerusform>
            <numerusform>Dauert etwa %n Minuten.</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {count} looks</source>
        <translation>{done} von {count} Looks</translation>
    </message>
    <message numerus="yes">
        <source>%n looks are missing.</source>
        <translation>
            <numerusform>%n Look fehlt.</numerusform>
            <numerusform>%n Looks fehlen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Busy</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation>Laufenden Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Beginnt</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>{width} x {height} pixels, {percent} %</source>
        <translation>{width} × {height} Pixel, {percent} %</translation>
    </message>
    <message>
        <source>No photo</source>
        <translation>Kein Foto</translation>
    </message>
</context>
<context>
    <name>Cell</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Missing: {name}</source>
        <translation>Fehlt noch: {name}</translation>
    </message>
    <message>
        <source>Drop it into its place on the right.</source>
        <translation>Ziehen Sie es rechts auf seinen Platz.</translation>
    </message>
    <message>
        <source>{name} is not in Lookroom&apos;s folder yet.</source>
        <translation>{name} liegt noch nicht in Lookrooms Ordner.</translation>
    </message>
    <message>
        <source>A tool can work on it as soon as it is.</source>
        <translation>Sobald es dort liegt, kann ein Werkzeug damit arbeiten.</translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation>Fotos öffnen</translation>
    </message>
    <message>
        <source>Pasted photo</source>
        <translation>Eingefügtes Foto</translation>
    </message>
    <message>
        <source>There is no photo on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Foto.</translation>
    </message>
    <message>
        <source>Copy a picture or a picture file first.</source>
        <translation>Kopieren Sie zuerst ein Bild oder eine Bilddatei.</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>Das Bild ist in der Zwischenablage.</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n pictures?</source>
        <translation>
            <numerusform>%n Bild löschen?</numerusform>
            <numerusform>%n Bilder löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are removed from Lookroom&apos;s folder. Your original files stay where they are.</source>
        <translation>Sie werden aus dem Ordner von Lookroom entfernt. Ihre Originaldateien bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Use as {name}</source>
        <translation>Verwenden als: {name}</translation>
    </message>
    <message>
        <source>{width} x {height}, {depth} bits</source>
        <translation>{width} × {height}, {depth} Bit</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Choose a picture to see what it is made of.</source>
        <translation>Wählen Sie ein Bild, um zu sehen, woraus es entstand.</translation>
    </message>
    <message numerus="yes">
        <source>%n pictures</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>Photo, brought in</source>
        <translation>Foto, hereingebracht</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>A kept picture does not delete itself.</source>
        <translation>Ein behaltenes Bild löscht sich nicht selbst.</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Separated by commas</source>
        <translation>Durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Open in the studio</source>
        <translation>Im Studio öffnen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Private session</source>
        <translation>Private Sitzung</translation>
    </message>
    <message>
        <source>Nothing of this session is left when it ends.</source>
        <translation>Von dieser Sitzung bleibt nichts, wenn sie endet.</translation>
    </message>
    <message>
        <source>Let photos delete themselves sooner?</source>
        <translation>Sollen sich Fotos früher löschen?</translation>
    </message>
    <message>
        <source>Photos that were last worked with longer ago are deleted now. What you keep stays.</source>
        <translation>Fotos, mit denen länger nicht gearbeitet wurde, werden jetzt gelöscht. Was Sie behalten, bleibt.</translation>
    </message>
    <message>
        <source>Delete them</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Jobs are still running.</source>
        <translation>Es laufen noch Aufträge.</translation>
    </message>
    <message>
        <source>Wait for them or cancel them first.</source>
        <translation>Warten Sie darauf oder brechen Sie sie zuerst ab.</translation>
    </message>
    <message>
        <source>End the private session?</source>
        <translation>Private Sitzung beenden?</translation>
    </message>
    <message>
        <source>All photos and results of it are deleted now.</source>
        <translation>Alle ihre Fotos und Ergebnisse werden jetzt gelöscht.</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Delete everything now?</source>
        <translation>Jetzt alles löschen?</translation>
    </message>
    <message>
        <source>All photos and results in Lookroom&apos;s folder are deleted, also those that you keep. Your original and exported files stay where they are.</source>
        <translation>Alle Fotos und Ergebnisse im Ordner von Lookroom werden gelöscht, auch die, die Sie behalten. Ihre Originale und exportierten Dateien bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>Alles löschen</translation>
    </message>
    <message numerus="yes">
        <source>Close and lose %n results?</source>
        <translation>
            <numerusform>Schließen und %n Ergebnis verlieren?</numerusform>
            <numerusform>Schließen und %n Ergebnisse verlieren?</numerusform>
        </translation>
    </message>
    <message>
        <source>Lookroom&apos;s folder could not take them. Export what you want to keep.</source>
        <translation>Lookrooms Ordner konnte sie nicht aufnehmen. Exportieren Sie, was Sie behalten möchten.</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>Trotzdem schließen</translation>
    </message>
    <message>
        <source>Lookroom</source>
        <translation>Lookroom</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>EditIn</name>
    <message>
        <source>You are editing {name}.</source>
        <translation>Sie bearbeiten {name}.</translation>
    </message>
    <message>
        <source>When a result is on show, &quot;Save back&quot; puts it into that file.</source>
        <translation>Ist ein Ergebnis zu sehen, schreibt „Zurücksichern“ es in diese Datei.</translation>
    </message>
    <message>
        <source>Put this result into {name}?</source>
        <translation>Dieses Ergebnis in {name} übernehmen?</translation>
    </message>
    <message>
        <source>Save back</source>
        <translation>Zurücksichern</translation>
    </message>
    <message>
        <source>Saved back into {name}.</source>
        <translation>In {name} zurückgesichert.</translation>
    </message>
    <message>
        <source>Lookroom keeps the file as it was until it deletes itself from the film strip.</source>
        <translation>Die Datei, wie sie war, bleibt in Lookroom, bis sie sich aus dem Filmstreifen löscht.</translation>
    </message>
    <message>
        <source>Put the original back</source>
        <translation>Original wiederherstellen</translation>
    </message>
    <message>
        <source>{name} is as it was.</source>
        <translation>{name} ist wieder wie zuvor.</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Drop a photo here</source>
        <translation>Foto hierher ziehen</translation>
    </message>
    <message>
        <source>or open one from your disk. Your original is never changed, and nothing leaves this machine.</source>
        <translation>oder eines von der Festplatte öffnen. Ihr Original wird nie verändert, und nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Open photos…</source>
        <translation>Fotos öffnen…</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Show the folder afterwards</source>
        <translation>Danach den Ordner zeigen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>Export %n pictures</source>
        <translation>
            <numerusform>%n Bild exportieren</numerusform>
            <numerusform>%n Bilder exportieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Working out the size…</source>
        <translation>Größe wird ermittelt…</translation>
    </message>
    <message>
        <source>The file is there already; this picture is left out.</source>
        <translation>Die Datei gibt es schon; dieses Bild wird ausgelassen.</translation>
    </message>
    <message>
        <source>{width} x {height} pixels
{depth} bits, {size}</source>
        <translation>{width} × {height} Pixel
{depth} Bit, {size}</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Quality of the original</source>
        <translation>Qualität des Originals</translation>
    </message>
    <message>
        <source>A JPEG of a JPEG keeps the quality and subsampling that it had, whatever is set above.</source>
        <translation>Ein JPEG aus einem JPEG behält Qualität und Farbunterabtastung, was auch immer oben steht.</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>Wie das Foto</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 Bit</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16 Bit</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Farbtiefe</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>The untouched photo below, each edit above it with its mask.</source>
        <translation>Unten das unberührte Foto, darüber jede Bearbeitung mit ihrer Maske.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Colour profile</source>
        <translation>Farbprofil</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All but the GPS position</source>
        <translation>Alle außer der GPS-Position</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Name and place</source>
        <translation>Name und Ort</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Add a number</source>
        <translation>Nummer anhängen</translation>
    </message>
    <message>
        <source>Replace the file</source>
        <translation>Datei ersetzen</translation>
    </message>
    <message>
        <source>Leave this picture out</source>
        <translation>Dieses Bild auslassen</translation>
    </message>
    <message>
        <source>If the file is there</source>
        <translation>Falls es die Datei gibt</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Long side</source>
        <translation>Lange Seite</translation>
    </message>
    <message>
        <source>Short side</source>
        <translation>Kurze Seite</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>Megapixels</source>
        <translation>Megapixel</translation>
    </message>
    <message>
        <source>How large</source>
        <translation>Wie groß</translation>
    </message>
    <message>
        <source>Insert a part of the name</source>
        <translation>Namensteil einfügen</translation>
    </message>
    <message>
        <source>Name of the photo</source>
        <translation>Name des Fotos</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>Running number</source>
        <translation>Laufende Nummer</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Search names and tags</source>
        <translation>Namen und Stichwörter suchen</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>All tools</source>
        <translation>Alle Werkzeuge</translation>
    </message>
    <message>
        <source>Photos brought in</source>
        <translation>Hereingebrachte Fotos</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>Jeder Zustand</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Stichwort</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>Alle Stichwörter</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter leeren</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Save what was found</source>
        <translation>Gefundenes speichern</translation>
    </message>
    <message>
        <source>JSON, everything (*.json)</source>
        <translation>JSON, alles (*.json)</translation>
    </message>
    <message>
        <source>CSV, a table (*.csv)</source>
        <translation>CSV, eine Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>The list is on the clipboard.</source>
        <translation>Die Liste ist in der Zwischenablage.</translation>
    </message>
    <message numerus="yes">
        <source>%n lists saved.</source>
        <translation>
            <numerusform>%n Liste gespeichert.</numerusform>
            <numerusform>%n Listen gespeichert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <source>What was found</source>
        <translation>Gefundenes</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Copy the list as a table</source>
        <translation>Die Liste als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Save the list as a JSON or CSV file</source>
        <translation>Die Liste als JSON- oder CSV-Datei speichern</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n gefunden</numerusform>
            <numerusform>%n gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>{percent} % sure</source>
        <translation>{percent} % sicher</translation>
    </message>
    <message>
        <source>{width} x {height} pixels</source>
        <translation>{width} × {height} Pixel</translation>
    </message>
    <message numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n Punkt</numerusform>
            <numerusform>%n Punkte</numerusform>
        </translation>
    </message>
    <message>
        <source>upper left</source>
        <translation>oben links</translation>
    </message>
    <message>
        <source>at the top</source>
        <translation>oben</translation>
    </message>
    <message>
        <source>upper right</source>
        <translation>oben rechts</translation>
    </message>
    <message>
        <source>at the left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>in the middle</source>
        <translation>in der Mitte</translation>
    </message>
    <message>
        <source>at the right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>lower left</source>
        <translation>unten links</translation>
    </message>
    <message>
        <source>at the bottom</source>
        <translation>unten</translation>
    </message>
    <message>
        <source>lower right</source>
        <translation>unten rechts</translation>
    </message>
</context>
<context>
    <name>FirstRunDialog</name>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Bring a photo and a garment</source>
        <translation>Ein Foto und ein Kleidungsstück</translation>
    </message>
    <message>
        <source>Drop a photo of a person into the window, and the product photo of a garment beside it. Your original files are never changed: Lookroom works on copies.</source>
        <translation>Ziehen Sie das Foto einer Person ins Fenster und daneben das Produktfoto eines Kleidungsstücks. Ihre Originaldateien werden nie verändert: Lookroom arbeitet mit Kopien.</translation>
    </message>
    <message>
        <source>Look, compare, adjust</source>
        <translation>Ansehen, vergleichen, anpassen</translation>
    </message>
    <message>
        <source>The button at the right starts the tool. Then compare before and after, change the strength, and drag the points of the garment where the fit is not what you want.</source>
        <translation>Der Knopf rechts startet das Werkzeug. Vergleichen Sie dann Vorher und Nachher, ändern Sie die Stärke und ziehen Sie die Punkte des Kleidungsstücks, wo die Passform nicht stimmt.</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 Stunden</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>How long photos stay</source>
        <translation>Wie lange Fotos bleiben</translation>
    </message>
    <message>
        <source>Export what is good. The rest goes by itself</source>
        <translation>Exportieren, was gut ist. Der Rest geht von selbst</translation>
    </message>
    <message>
        <source>Everything stays on this machine, and photos of your clients delete themselves. Keep single pictures in the gallery. How long shall the others stay?</source>
        <translation>Alles bleibt auf diesem Rechner, und Fotos Ihrer Kunden löschen sich selbst. Einzelne Bilder behalten Sie in der Galerie. Wie lange sollen die anderen bleiben?</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Step {step} of {count}</source>
        <translation>Schritt {step} von {count}</translation>
    </message>
    <message>
        <source>Open a photo…</source>
        <translation>Foto öffnen…</translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Photos and history</source>
        <translation>Fotos und Verlauf</translation>
    </message>
    <message>
        <source>Copies of the photos that you open, results, and the history.</source>
        <translation>Kopien der Fotos, die Sie öffnen, Ergebnisse und der Verlauf.</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Put downloaded models here.</source>
        <translation>Legen Sie geladene Modelle hierher.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Technical notes without photos and names, for questions to support.</source>
        <translation>Technische Notizen ohne Fotos und Namen, für Fragen an den Support.</translation>
    </message>
    <message>
        <source>Show {name}</source>
        <translation>{name} zeigen</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Show advanced options</source>
        <translation>Erweiterte Optionen zeigen</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Stays</source>
        <translation>Bleibt</translation>
    </message>
    <message numerus="yes">
        <source>%n days left</source>
        <translation>
            <numerusform>noch %n Tag</numerusform>
            <numerusform>noch %n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours left</source>
        <translation>
            <numerusform>noch %n Stunde</numerusform>
            <numerusform>noch %n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes left</source>
        <translation>
            <numerusform>noch %n Minute</numerusform>
            <numerusform>noch %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message>
        <source>Being deleted</source>
        <translation>Wird gelöscht</translation>
    </message>
    <message>
        <source>You keep this picture. It stays until you delete it.</source>
        <translation>Sie behalten dieses Bild. Es bleibt, bis Sie es löschen.</translation>
    </message>
    <message>
        <source>This picture stays until you delete it.</source>
        <translation>Dieses Bild bleibt, bis Sie es löschen.</translation>
    </message>
    <message>
        <source>Deletes itself: {when} ({left})</source>
        <translation>Löscht sich: {when} ({left})</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>In work</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
</context>
<context>
    <name>GalleryPage</name>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Größe der Bilder</translation>
    </message>
    <message>
        <source>Nothing made yet</source>
        <translation>Noch nichts gemacht</translation>
    </message>
    <message>
        <source>What you make in the studio is listed here until it deletes itself. Keep what you want to keep.</source>
        <translation>Was Sie im Studio machen, steht hier, bis es sich löscht. Behalten Sie, was bleiben soll.</translation>
    </message>
    <message>
        <source>Go to the studio</source>
        <translation>Zum Studio</translation>
    </message>
    <message>
        <source>Nothing fits these filters</source>
        <translation>Zu diesen Filtern passt nichts</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter leeren</translation>
    </message>
    <message numerus="yes">
        <source>%n pictures</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n gewählt</numerusform>
            <numerusform>%n gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Open in the studio</source>
        <translation>Im Studio öffnen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>Sprache des Systems</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Bewegung verringern</translation>
    </message>
    <message>
        <source>Zoom and pan come to rest at once.</source>
        <translation>Zoomen und Verschieben enden sofort.</translation>
    </message>
</context>
<context>
    <name>HandFit</name>
    <message>
        <source>Neck, left</source>
        <translation>Hals, links</translation>
    </message>
    <message>
        <source>Neck, right</source>
        <translation>Hals, rechts</translation>
    </message>
    <message>
        <source>Neck, front</source>
        <translation>Hals, vorn</translation>
    </message>
    <message>
        <source>Shoulder, left</source>
        <translation>Schulter, links</translation>
    </message>
    <message>
        <source>Shoulder, right</source>
        <translation>Schulter, rechts</translation>
    </message>
    <message>
        <source>Armpit, left</source>
        <translation>Achsel, links</translation>
    </message>
    <message>
        <source>Armpit, right</source>
        <translation>Achsel, rechts</translation>
    </message>
    <message>
        <source>Waist, left</source>
        <translation>Taille, links</translation>
    </message>
    <message>
        <source>Waist, right</source>
        <translation>Taille, rechts</translation>
    </message>
    <message>
        <source>Hem, left</source>
        <translation>Saum, links</translation>
    </message>
    <message>
        <source>Hem, right</source>
        <translation>Saum, rechts</translation>
    </message>
    <message>
        <source>Crotch</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Their left shoulder</source>
        <translation>Linke Schulter der Person</translation>
    </message>
    <message>
        <source>Their right shoulder</source>
        <translation>Rechte Schulter der Person</translation>
    </message>
    <message>
        <source>Their left elbow</source>
        <translation>Linker Ellbogen der Person</translation>
    </message>
    <message>
        <source>Their right elbow</source>
        <translation>Rechter Ellbogen der Person</translation>
    </message>
    <message>
        <source>Their left wrist</source>
        <translation>Linkes Handgelenk der Person</translation>
    </message>
    <message>
        <source>Their right wrist</source>
        <translation>Rechtes Handgelenk der Person</translation>
    </message>
    <message>
        <source>Their left hip</source>
        <translation>Linke Hüfte der Person</translation>
    </message>
    <message>
        <source>Their right hip</source>
        <translation>Rechte Hüfte der Person</translation>
    </message>
    <message>
        <source>The fit</source>
        <translation>Die Passform</translation>
    </message>
</context>
<context>
    <name>HotFolderDialog</name>
    <message>
        <source>Watch a folder</source>
        <translation>Ordner überwachen</translation>
    </message>
    <message>
        <source>Choose the folder to watch</source>
        <translation>Zu überwachenden Ordner wählen</translation>
    </message>
    <message>
        <source>Choose a folder for the results</source>
        <translation>Ordner für die Ergebnisse wählen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Watch it</source>
        <translation>Überwachen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>The same for every photo that arrives.</source>
        <translation>Dasselbe für jedes Foto, das ankommt.</translation>
    </message>
    <message>
        <source>Usual options</source>
        <translation>Übliche Optionen</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>Save to</source>
        <translation>Speichern in</translation>
    </message>
    <message>
        <source>A JSON file with what was found in each photo. Without a folder, it is put beside the photo.</source>
        <translation>Eine JSON-Datei mit dem, was im jeweiligen Foto gefunden wurde. Ohne Ordner wird sie neben das Foto gelegt.</translation>
    </message>
    <message>
        <source>As chosen in the export dialog the last time. Without it, results stay in the gallery.</source>
        <translation>So, wie zuletzt im Exportdialog gewählt. Ohne Ordner bleiben Ergebnisse in der Galerie.</translation>
    </message>
    <message>
        <source>Results need another folder than the photos.</source>
        <translation>Ergebnisse brauchen einen anderen Ordner als die Fotos.</translation>
    </message>
</context>
<context>
    <name>HotFoldersPage</name>
    <message>
        <source>A tool is applied to every photo that arrives in a watched folder, such as the one your camera saves to. Photos that lie there already are left alone.</source>
        <translation>Auf jedes Foto, das in einem überwachten Ordner ankommt, etwa dem Ihrer Kamera, wird ein Werkzeug angewandt. Fotos, die schon dort liegen, bleiben unberührt.</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>Ordner überwachen…</translation>
    </message>
    <message>
        <source>Watch {name}</source>
        <translation>{name} überwachen</translation>
    </message>
    <message>
        <source>Watch {name} no more</source>
        <translation>{name} nicht mehr überwachen</translation>
    </message>
    <message>
        <source>lists saved in {folder}</source>
        <translation>Listen werden in {folder} gespeichert</translation>
    </message>
    <message>
        <source>exported to {folder}</source>
        <translation>exportiert nach {folder}</translation>
    </message>
    <message>
        <source>the folder is not there now</source>
        <translation>der Ordner ist gerade nicht da</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Presets</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Missing: {name}</source>
        <translation>Fehlt noch: {name}</translation>
    </message>
    <message>
        <source>{name} is not in Lookroom&apos;s folder yet.</source>
        <translation>{name} liegt noch nicht in Lookrooms Ordner.</translation>
    </message>
    <message numerus="yes">
        <source>%n pictures will be made</source>
        <translation>
            <numerusform>Es entsteht %n Bild</numerusform>
            <numerusform>Es entstehen %n Bilder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Search actions and keys</source>
        <translation>Aktionen und Tasten suchen</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Neue Tasten</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>Keine Tasten</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>Wie üblich</translation>
    </message>
    <message>
        <source>Choose an action, then press the keys it shall have.</source>
        <translation>Wählen Sie eine Aktion und drücken Sie dann die Tasten, die sie haben soll.</translation>
    </message>
    <message>
        <source>All as usual</source>
        <translation>Alle wie üblich</translation>
    </message>
    <message>
        <source>“{other}” had these keys and has none now.</source>
        <translation>„{other}“ hatte diese Tasten und hat jetzt keine.</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
</context>
<context>
    <name>Lending</name>
    <message>
        <source>Close while {name} is worked on?</source>
        <translation>Schließen, während an {name} gearbeitet wird?</translation>
    </message>
    <message numerus="yes">
        <source>Close while %n files are worked on?</source>
        <translation>
            <numerusform>Schließen, während an %n Datei gearbeitet wird?</numerusform>
            <numerusform>Schließen, während an %n Dateien gearbeitet wird?</numerusform>
        </translation>
    </message>
    <message>
        <source>Their results could not be put back into the files any more.</source>
        <translation>Die Ergebnisse ließen sich danach nicht mehr in die Dateien zurücksichern.</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>Trotzdem schließen</translation>
    </message>
    <message>
        <source>What does not go back is gone with the private session.</source>
        <translation>Was nicht zurückgesichert wird, ist mit der privaten Sitzung verloren.</translation>
    </message>
    <message>
        <source>What does not go back stays in the gallery until it deletes itself.</source>
        <translation>Was nicht zurückgesichert wird, bleibt in der Galerie, bis es sich selbst löscht.</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>Places found in the photo</source>
        <translation>Im Foto gefundene Stellen</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message numerus="yes">
        <source>Close before %n pictures are exported?</source>
        <translation>
            <numerusform>Schließen, bevor %n Bild exportiert ist?</numerusform>
            <numerusform>Schließen, bevor %n Bilder exportiert sind?</numerusform>
        </translation>
    </message>
    <message>
        <source>Those that are not written yet would be missing.</source>
        <translation>Was noch nicht geschrieben ist, würde fehlen.</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>Trotzdem schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n pictures are on the clipboard.</source>
        <translation>
            <numerusform>%n Bild ist in der Zwischenablage.</numerusform>
            <numerusform>%n Bilder sind in der Zwischenablage.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pictures exported.</source>
        <translation>
            <numerusform>%n Bild exportiert.</numerusform>
            <numerusform>%n Bilder exportiert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>What would you like to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>Dazu gibt es nichts.</translation>
    </message>
</context>
<context>
    <name>PathLine</name>
    <message>
        <source>None</source>
        <translation>Keine Angabe</translation>
    </message>
    <message>
        <source>Not chosen yet</source>
        <translation>Noch nicht gewählt</translation>
    </message>
</context>
<context>
    <name>Pile</name>
    <message>
        <source>Drop photos here, from the film strip or from a folder.</source>
        <translation>Ziehen Sie Fotos hierher, aus dem Filmstreifen oder aus einem Ordner.</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Photos and privacy</source>
        <translation>Fotos und Privatsphäre</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>Überwachte Ordner</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>Changes take effect at once.</source>
        <translation>Änderungen gelten sofort.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>No presets yet</source>
        <translation>Noch keine Vorgaben</translation>
    </message>
    <message>
        <source>Save options as a preset…</source>
        <translation>Optionen als Vorgabe sichern…</translation>
    </message>
    <message>
        <source>Take a preset from a file…</source>
        <translation>Vorgabe aus Datei holen…</translation>
    </message>
    <message>
        <source>Share as a file</source>
        <translation>Als Datei weitergeben</translation>
    </message>
    <message>
        <source>Delete preset</source>
        <translation>Vorgabe löschen</translation>
    </message>
    <message>
        <source>Reset the options</source>
        <translation>Optionen zurücksetzen</translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation>Vorgabe sichern</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Name der Vorgabe</translation>
    </message>
    <message>
        <source>The preset {name} is saved.</source>
        <translation>Die Vorgabe {name} ist gesichert.</translation>
    </message>
    <message>
        <source>Take a preset from a file</source>
        <translation>Vorgabe aus Datei holen</translation>
    </message>
    <message>
        <source>Share preset</source>
        <translation>Vorgabe weitergeben</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Photos delete themselves</source>
        <translation>Fotos löschen sich selbst</translation>
    </message>
    <message>
        <source>Counted from when a photo was last worked with. What you keep stays until you delete it.</source>
        <translation>Gerechnet ab der letzten Arbeit an einem Foto. Was Sie behalten, bleibt, bis Sie es löschen.</translation>
    </message>
    <message>
        <source>Private session</source>
        <translation>Private Sitzung</translation>
    </message>
    <message>
        <source>Begins an empty history of its own. When it ends, or Lookroom closes, nothing of it is left. Exported files stay.</source>
        <translation>Beginnt einen eigenen, leeren Verlauf. Endet sie oder schließt Lookroom, bleibt nichts davon. Exportierte Dateien bleiben.</translation>
    </message>
    <message>
        <source>What deleting means</source>
        <translation>Was Löschen bedeutet</translation>
    </message>
    <message>
        <source>Deleted files are unlinked and their rows in the history overwritten, not shredded: until the disk writes over them, special tools may find parts of them. An encrypted disk is the best protection. Your original files are never touched.</source>
        <translation>Gelöschte Dateien werden aus dem Verzeichnis entfernt und ihre Zeilen im Verlauf überschrieben, nicht geschreddert: Bis der Datenträger sie überschreibt, können Spezialprogramme Teile davon finden. Ein verschlüsselter Datenträger schützt am besten. Ihre Originaldateien bleiben unberührt.</translation>
    </message>
    <message>
        <source>Delete everything now…</source>
        <translation>Jetzt alles löschen…</translation>
    </message>
    <message numerus="yes">
        <source>After %n hours</source>
        <translation>
            <numerusform>Nach %n Stunde</numerusform>
            <numerusform>Nach %n Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>After 1 hour</source>
        <translation>Nach 1 Stunde</translation>
    </message>
    <message>
        <source>After 6 hours</source>
        <translation>Nach 6 Stunden</translation>
    </message>
    <message>
        <source>After 24 hours</source>
        <translation>Nach 24 Stunden</translation>
    </message>
    <message>
        <source>After 3 days</source>
        <translation>Nach 3 Tagen</translation>
    </message>
    <message>
        <source>After 7 days</source>
        <translation>Nach 7 Tagen</translation>
    </message>
    <message>
        <source>After 30 days</source>
        <translation>Nach 30 Tagen</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Take ended jobs off the list</source>
        <translation>Erledigte Aufträge aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Nothing to do.
Jobs that you start appear here.</source>
        <translation>Nichts zu tun.
Hier erscheinen Ihre Aufträge.</translation>
    </message>
    <message numerus="yes">
        <source>%n s left</source>
        <translation>
            <numerusform>noch %n s</numerusform>
            <numerusform>noch %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <translation>
            <numerusform>noch %n min</numerusform>
            <numerusform>noch %n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Queue, %n to do</source>
        <translation>
            <numerusform>Warteschlange, %n offen</numerusform>
            <numerusform>Warteschlange, %n offen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Open recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Progress of {title}</source>
        <translation>Fortschritt von {title}</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
</context>
<context>
    <name>SaveBackDialog</name>
    <message>
        <source>Close Lookroom</source>
        <translation>Lookroom schließen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Put the result into {name} before closing?</source>
        <translation>Das Ergebnis vor dem Schließen in {name} sichern?</translation>
    </message>
    <message numerus="yes">
        <source>Put %n results into their files before closing?</source>
        <translation>
            <numerusform>%n Ergebnis vor dem Schließen in seine Datei sichern?</numerusform>
            <numerusform>%n Ergebnisse vor dem Schließen in ihre Dateien sichern?</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving back into {name}…</source>
        <translation>{name} wird gesichert…</translation>
    </message>
    <message numerus="yes">
        <source>Saving back into %n files…</source>
        <translation>
            <numerusform>%n Datei wird gesichert…</numerusform>
            <numerusform>%n Dateien werden gesichert…</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave as it was</source>
        <translation>Lassen, wie es war</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save back</source>
        <translation>Zurücksichern</translation>
    </message>
</context>
<context>
    <name>Slot</name>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Replace {name}</source>
        <translation>{name} ersetzen</translation>
    </message>
    <message>
        <source>Empty. Drop a photo here or press Enter to choose one.</source>
        <translation>Leer. Ziehen Sie ein Foto hierher oder drücken Sie die Eingabetaste, um eines zu wählen.</translation>
    </message>
    <message>
        <source>Drop a photo here, or click to choose one</source>
        <translation>Foto hierher ziehen oder zum Auswählen klicken</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop a photo
or click to choose</source>
        <translation>Foto hierher ziehen
oder klicken</translation>
    </message>
    <message>
        <source>Optional: drop or choose</source>
        <translation>Wahlweise: ziehen oder wählen</translation>
    </message>
    <message>
        <source>Choose photos…</source>
        <translation>Fotos wählen…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>StripView</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>The photos that you open and the pictures that you make line up here.</source>
        <translation>Hier reihen sich die Fotos auf, die Sie öffnen, und die Bilder, die Sie machen.</translation>
    </message>
    <message>
        <source>Film strip</source>
        <translation>Filmstreifen</translation>
    </message>
    <message numerus="yes">
        <source>%n pictures</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tagging</name>
    <message>
        <source>This picture cannot be tagged now.</source>
        <translation>Dieses Bild kann gerade kein Stichwort bekommen.</translation>
    </message>
    <message>
        <source>It is still being kept, or it was deleted.</source>
        <translation>Es wird noch gespeichert, oder es wurde gelöscht.</translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message>
        <source>Tags</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Tags of this picture</source>
        <translation>Stichwörter dieses Bildes</translation>
    </message>
    <message>
        <source>Tags that these pictures have in common</source>
        <translation>Gemeinsame Stichwörter dieser Bilder</translation>
    </message>
    <message>
        <source>Separated by commas</source>
        <translation>Durch Kommas getrennt</translation>
    </message>
    <message>
        <source>The gallery finds pictures by their tags.</source>
        <translation>Die Galerie findet Bilder anhand ihrer Stichwörter.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message>
        <source>Choose a colour</source>
        <translation>Farbe wählen</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine Angabe</translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>%1 cannot hold %2 x %3 pixels.</source>
        <translation>%1 kann keine %2 × %3 Pixel aufnehmen.</translation>
    </message>
    <message>
        <source>%1 cannot hold transparency.</source>
        <translation>%1 kann keine Transparenz aufnehmen.</translation>
    </message>
    <message>
        <source>%1 has no place for the photo&apos;s %2.</source>
        <translation>%1 hat keinen Platz für %2 des Fotos.</translation>
    </message>
    <message>
        <source>%1 holds no more than %2 bits a channel.</source>
        <translation>%1 fasst höchstens %2 Bit je Kanal.</translation>
    </message>
    <message>
        <source>%1 holds several pictures; the first one is used.</source>
        <translation>%1 enthält mehrere Bilder; das erste wird verwendet.</translation>
    </message>
    <message>
        <source>A JSON file with places on the garment set by hand</source>
        <translation>Eine JSON-Datei mit von Hand gesetzten Punkten auf dem Kleidungsstück</translation>
    </message>
    <message>
        <source>A final needs a generator, and none is installed.</source>
        <translation>Für die Endfassung braucht es einen Generator, und es ist keiner installiert.</translation>
    </message>
    <message>
        <source>A fit that scores less is tried again, 0-1</source>
        <translation>Eine Passform mit weniger Punkten wird noch einmal versucht, 0–1</translation>
    </message>
    <message>
        <source>A garment of the kind %1 has no %2.</source>
        <translation>Ein Kleidungsstück der Art %1 hat kein %2.</translation>
    </message>
    <message>
        <source>Add it and start again.</source>
        <translation>Fügen Sie es hinzu und beginnen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Auto: the best models on this machine; starter: only those that come with the program</source>
        <translation>Beste: die besten Modelle auf diesem Rechner; Grundausstattung: nur die mitgelieferten</translation>
    </message>
    <message>
        <source>BUG: %1: %2. This is a fault of the program: please send the report.</source>
        <translation>BUG: %1: %2. Das ist ein Fehler des Programms: Bitte senden Sie den Bericht.</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Best here</source>
        <translation>Beste hier</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation>Prüfen Sie seine Zugriffsrechte.</translation>
    </message>
    <message>
        <source>Check that it is there and that you may read it.</source>
        <translation>Prüfen Sie, ob die Datei da ist und ob Sie sie lesen dürfen.</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>Prüfen Sie Namen und Ordner.</translation>
    </message>
    <message>
        <source>Checking the fit</source>
        <translation>Passform prüfen</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>Choose a number from 0 to %1.</source>
        <translation>Wählen Sie eine Zahl von 0 bis %1.</translation>
    </message>
    <message>
        <source>Choose a photo in which the person stands out from the background.</source>
        <translation>Wählen Sie ein Foto, auf dem sich die Person vom Hintergrund abhebt.</translation>
    </message>
    <message>
        <source>Choose a photo of a person.</source>
        <translation>Wählen Sie ein Foto einer Person.</translation>
    </message>
    <message>
        <source>Choose a photo that shows it, or cut out something else.</source>
        <translation>Wählen Sie ein Foto, auf dem es zu sehen ist, oder stellen Sie etwas anderes frei.</translation>
    </message>
    <message>
        <source>Choose a photo that shows the legs.</source>
        <translation>Wählen Sie ein Foto, auf dem die Beine zu sehen sind.</translation>
    </message>
    <message>
        <source>Choose a photo that shows the person from the front, at least from the head to the waist.</source>
        <translation>Wählen Sie ein Foto, das die Person von vorn zeigt, mindestens vom Kopf bis zur Taille.</translation>
    </message>
    <message>
        <source>Choose a photo that shows the person from the front, with the arms beside the body.</source>
        <translation>Wählen Sie ein Foto, das die Person von vorn zeigt, mit den Armen neben dem Körper.</translation>
    </message>
    <message>
        <source>Choose a photo with more light or a plainer background.</source>
        <translation>Wählen Sie ein Foto mit mehr Licht oder ruhigerem Hintergrund.</translation>
    </message>
    <message>
        <source>Choose a smaller photo.</source>
        <translation>Wählen Sie ein kleineres Foto.</translation>
    </message>
    <message>
        <source>Choose another format.</source>
        <translation>Wählen Sie ein anderes Format.</translation>
    </message>
    <message>
        <source>Choose another name or folder.</source>
        <translation>Wählen Sie einen anderen Namen oder Ordner.</translation>
    </message>
    <message>
        <source>Choose another photo of the person.</source>
        <translation>Wählen Sie ein anderes Foto der Person.</translation>
    </message>
    <message>
        <source>Choose another photo or a smaller one.</source>
        <translation>Wählen Sie ein anderes oder ein kleineres Foto.</translation>
    </message>
    <message>
        <source>Choose another value in the form and start again.</source>
        <translation>Wählen Sie im Formular einen anderen Wert und beginnen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Choose one of %1.</source>
        <translation>Wählen Sie aus: %1.</translation>
    </message>
    <message>
        <source>Choose one with at least %1 pixels on each side.</source>
        <translation>Wählen Sie eines mit mindestens %1 Pixeln je Seite.</translation>
    </message>
    <message>
        <source>Close other programs or use a smaller photo.</source>
        <translation>Schließen Sie andere Programme oder nehmen Sie ein kleineres Foto.</translation>
    </message>
    <message>
        <source>Close other programs, or use a smaller photo.</source>
        <translation>Schließen Sie andere Programme oder nehmen Sie ein kleineres Foto.</translation>
    </message>
    <message>
        <source>Clothes</source>
        <translation>Kleidung</translation>
    </message>
    <message>
        <source>Compose</source>
        <translation>Gestalten</translation>
    </message>
    <message>
        <source>Cut out</source>
        <translation>Freistellen</translation>
    </message>
    <message>
        <source>Cutting the garment out</source>
        <translation>Kleidungsstück freistellen</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Draft: fitted on this machine in about a second; final: painted by a generator</source>
        <translation>Entwurf: in etwa einer Sekunde auf diesem Rechner angepasst; Endfassung: von einem Generator gemalt</translation>
    </message>
    <message>
        <source>Dress</source>
        <translation>Kleid</translation>
    </message>
    <message>
        <source>Edges</source>
        <translation>Kanten</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Gesicht</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>Endfassung</translation>
    </message>
    <message>
        <source>Find out</source>
        <translation>Selbst erkennen</translation>
    </message>
    <message>
        <source>Finding the person</source>
        <translation>Person finden</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Fertigstellen</translation>
    </message>
    <message>
        <source>Fitting the garment</source>
        <translation>Kleidungsstück anpassen</translation>
    </message>
    <message>
        <source>Folds and light</source>
        <translation>Falten und Licht</translation>
    </message>
    <message>
        <source>Following the edges</source>
        <translation>Den Kanten folgen</translation>
    </message>
    <message>
        <source>Free disk space or choose another disk.</source>
        <translation>Schaffen Sie Platz auf dem Datenträger oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Further tries</source>
        <translation>Weitere Versuche</translation>
    </message>
    <message>
        <source>Further tries when the first fit is poor, 0-3</source>
        <translation>Weitere Versuche, wenn die erste Passform nicht gut ist, 0–3</translation>
    </message>
    <message>
        <source>Garment</source>
        <translation>Kleidungsstück</translation>
    </message>
    <message>
        <source>Get it from %1 and put it into the models folder that `lookroom doctor` names.</source>
        <translation>Laden Sie es von %1 und legen Sie es in den Modellordner, den `lookroom doctor` nennt.</translation>
    </message>
    <message>
        <source>Give none, a colour such as #FFFFFF, or the name of a picture.</source>
        <translation>Geben Sie none, eine Farbe wie #FFFFFF oder den Namen eines Bildes an.</translation>
    </message>
    <message>
        <source>Give the photo of the person first and the garment&apos;s product photo second.</source>
        <translation>Legen Sie das Foto der Person auf den ersten Platz und das Produktfoto des Kleidungsstücks auf den zweiten.</translation>
    </message>
    <message>
        <source>Good enough at</source>
        <translation>Gut genug ab</translation>
    </message>
    <message>
        <source>Hair</source>
        <translation>Haare</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>Hart</translation>
    </message>
    <message>
        <source>How much of the photo&apos;s folds, light and grain goes onto the garment, 1-5</source>
        <translation>Wie viel von Falten, Licht und Korn des Fotos auf das Kleidungsstück kommt, 1–5</translation>
    </message>
    <message>
        <source>How strongly the new garment covers, 0-1</source>
        <translation>Wie stark das neue Kleidungsstück deckt, 0–1</translation>
    </message>
    <message>
        <source>Install Lookroom again, or send the report.</source>
        <translation>Installieren Sie Lookroom neu oder senden Sie den Bericht.</translation>
    </message>
    <message>
        <source>Install Lookroom again.</source>
        <translation>Installieren Sie Lookroom neu.</translation>
    </message>
    <message>
        <source>Install the newest version.</source>
        <translation>Installieren Sie die neueste Version.</translation>
    </message>
    <message>
        <source>Jacket</source>
        <translation>Jacke</translation>
    </message>
    <message>
        <source>Joints set by hand</source>
        <translation>Gelenke von Hand gesetzt</translation>
    </message>
    <message>
        <source>Keep face and hair</source>
        <translation>Gesicht und Haare erhalten</translation>
    </message>
    <message>
        <source>Keep the background</source>
        <translation>Hintergrund erhalten</translation>
    </message>
    <message>
        <source>Keeping the result</source>
        <translation>Ergebnis sichern</translation>
    </message>
    <message>
        <source>Laying it down</source>
        <translation>Auflegen</translation>
    </message>
    <message>
        <source>Leave it out of the file of anchors, or name the kind with --garment-type.</source>
        <translation>Lassen Sie ihn in der Ankerdatei weg oder wählen Sie die Art des Kleidungsstücks.</translation>
    </message>
    <message>
        <source>Left and right are meant as seen in the picture.</source>
        <translation>Links und rechts gelten so, wie sie im Bild zu sehen sind.</translation>
    </message>
    <message>
        <source>Lift a person, hair, clothes or a face off the photo</source>
        <translation>Eine Person, Haare, Kleidung oder ein Gesicht aus dem Foto lösen</translation>
    </message>
    <message>
        <source>Long sleeves</source>
        <translation>Lange Ärmel</translation>
    </message>
    <message>
        <source>Looking at the photos</source>
        <translation>Fotos ansehen</translation>
    </message>
    <message>
        <source>Looking for the person</source>
        <translation>Person suchen</translation>
    </message>
    <message>
        <source>Make the folder or choose another one.</source>
        <translation>Legen Sie den Ordner an oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Name the output .png or .tif.</source>
        <translation>Lassen Sie den Namen auf .png oder .tif enden.</translation>
    </message>
    <message>
        <source>Please send the log file (Help, Open the log folder). The other jobs go on.</source>
        <translation>Bitte senden Sie die Protokolldatei (Hilfe, Protokollordner öffnen). Die anderen Aufträge laufen weiter.</translation>
    </message>
    <message>
        <source>Save the photo as DNG or 16-bit TIFF with the program that came with the camera.</source>
        <translation>Sichern Sie das Foto mit dem Programm der Kamera als DNG oder als TIFF mit 16 Bit.</translation>
    </message>
    <message>
        <source>The background stays as it is, to the byte; only skirts and dresses hang over it below the waist</source>
        <translation>Der Hintergrund bleibt, wie er ist, bis aufs Byte; nur Röcke und Kleider hängen unterhalb der Taille darüber</translation>
    </message>
    <message>
        <source>The content credentials of %1 do not hold for an edited photo and were left out.</source>
        <translation>Die Inhaltsnachweise (Content Credentials) von %1 gelten für ein bearbeitetes Foto nicht und wurden weggelassen.</translation>
    </message>
    <message>
        <source>This is a fault of the program (%1).</source>
        <translation>Das ist ein Fehler des Programms (%1).</translation>
    </message>
    <message>
        <source>%1 holds several pictures; the main one is used.</source>
        <translation>%1 enthält mehrere Bilder; das Hauptbild wird verwendet.</translation>
    </message>
    <message>
        <source>%1 is in %2 and was converted to sRGB.</source>
        <translation>%1 liegt in %2 vor und wurde nach sRGB umgerechnet.</translation>
    </message>
    <message>
        <source>A JSON file with joints of the person set by hand</source>
        <translation>Eine JSON-Datei mit von Hand gesetzten Gelenken der Person</translation>
    </message>
    <message>
        <source>A PSD cannot hold more than 2 gigabytes.</source>
        <translation>Ein PSD fasst höchstens 2 Gigabyte.</translation>
    </message>
    <message>
        <source>A TIFF cannot hold more than 4 gigabytes.</source>
        <translation>Ein TIFF fasst höchstens 4 Gigabyte.</translation>
    </message>
    <message>
        <source>A photo could not be deleted because another program has it open.</source>
        <translation>Ein Foto ließ sich nicht löschen, weil ein anderes Programm es geöffnet hat.</translation>
    </message>
    <message>
        <source>A photo of this job is not there any more.</source>
        <translation>Ein Foto dieses Auftrags ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Allow writing to it, or choose another folder.</source>
        <translation>Erlauben Sie das Schreiben oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Allow writing to the folder in which Lookroom keeps its photos.</source>
        <translation>Erlauben Sie das Schreiben in den Ordner, in dem Lookroom seine Fotos aufbewahrt.</translation>
    </message>
    <message>
        <source>Another Lookroom is busy with the list of your photos.</source>
        <translation>Ein anderes Lookroom arbeitet gerade an der Liste Ihrer Fotos.</translation>
    </message>
    <message>
        <source>Another program has changed %1 in the meantime.</source>
        <translation>Ein anderes Programm hat %1 inzwischen verändert.</translation>
    </message>
    <message>
        <source>Arms lie over the garment in its photo, so parts of it are guessed.</source>
        <translation>Auf dem Foto des Kleidungsstücks liegen Arme davor; was sie verdecken, ist geraten.</translation>
    </message>
    <message>
        <source>Ask its owner for the right to read it.</source>
        <translation>Bitten Sie den Besitzer um das Recht, es zu lesen.</translation>
    </message>
    <message>
        <source>Ask whoever looks after this computer.</source>
        <translation>Fragen Sie, wer diesen Rechner betreut.</translation>
    </message>
    <message>
        <source>Bring the photo in again and start over.</source>
        <translation>Holen Sie das Foto noch einmal herein und beginnen Sie neu.</translation>
    </message>
    <message>
        <source>Check that everything is there.</source>
        <translation>Prüfen Sie, ob alles da ist.</translation>
    </message>
    <message>
        <source>Check that its disk is there and that you may write to it.</source>
        <translation>Prüfen Sie, ob der Datenträger da ist und ob Sie darauf schreiben dürfen.</translation>
    </message>
    <message>
        <source>Check that its disk is there, has room and may be written to.</source>
        <translation>Prüfen Sie, ob der Datenträger da ist, Platz hat und beschreibbar ist.</translation>
    </message>
    <message>
        <source>Check that the file is there and may be read.</source>
        <translation>Prüfen Sie, ob die Datei da ist und gelesen werden darf.</translation>
    </message>
    <message>
        <source>Check that you may write to the data folder.</source>
        <translation>Prüfen Sie, ob Sie in den Datenordner schreiben dürfen.</translation>
    </message>
    <message>
        <source>Check the disk, then try again.</source>
        <translation>Prüfen Sie den Datenträger und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Check whether it was moved or its disk was removed.</source>
        <translation>Prüfen Sie, ob er verschoben oder der Datenträger entfernt wurde.</translation>
    </message>
    <message>
        <source>Choose a JPEG, PNG, TIFF or WebP photo, or one in AVIF, HEIC or camera raw.</source>
        <translation>Wählen Sie ein Foto in JPEG, PNG, TIFF, WebP, AVIF, HEIC oder einem Raw-Format.</translation>
    </message>
    <message>
        <source>Choose a file that ends in %1.</source>
        <translation>Wählen Sie eine Datei, die auf %1 endet.</translation>
    </message>
    <message>
        <source>Choose a photo in which the garment fills more of the picture.</source>
        <translation>Wählen Sie ein Foto, auf dem das Kleidungsstück mehr vom Bild einnimmt.</translation>
    </message>
    <message>
        <source>Choose a photo in which the person stands.</source>
        <translation>Wählen Sie ein Foto, auf dem die Person steht.</translation>
    </message>
    <message>
        <source>Choose a photo that shows the whole garment.</source>
        <translation>Wählen Sie ein Foto, das das ganze Kleidungsstück zeigt.</translation>
    </message>
    <message>
        <source>Choose another person, or cut the photo down to the one you mean.</source>
        <translation>Wählen Sie eine andere Person oder schneiden Sie das Foto auf die gemeinte zu.</translation>
    </message>
    <message>
        <source>Choose the photos inside it.</source>
        <translation>Wählen Sie die Fotos darin.</translation>
    </message>
    <message>
        <source>Close Lookroom and start it again: it then puts the damaged list aside and finds your photos again.</source>
        <translation>Beenden Sie Lookroom und starten Sie es neu: Dann legt es die beschädigte Liste beiseite und findet Ihre Fotos wieder.</translation>
    </message>
    <message>
        <source>Connect its disk again and restart Lookroom.</source>
        <translation>Schließen Sie den Datenträger wieder an und starten Sie Lookroom neu.</translation>
    </message>
    <message>
        <source>Copy it to this computer&apos;s disk and try again.</source>
        <translation>Kopieren Sie es auf die Festplatte dieses Rechners und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Export the result as another file.</source>
        <translation>Exportieren Sie das Ergebnis als andere Datei.</translation>
    </message>
    <message>
        <source>Face and hair stay as they are, to the byte; tips that are less than half hair are drawn anew over the new cloth</source>
        <translation>Gesicht und Haare bleiben bis aufs Byte, wie sie sind; Spitzen, die weniger als zur Hälfte Haar sind, werden über dem neuen Stoff neu gezeichnet</translation>
    </message>
    <message>
        <source>Free disk space and try again.</source>
        <translation>Schaffen Sie Platz auf dem Datenträger und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Free memory and try again.</source>
        <translation>Geben Sie Arbeitsspeicher frei und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Google&apos;s model card; altered (input metadata added), which section 4 of the licence asks to say</source>
        <translation>Googles Modellkarte; verändert (Eingangs-Metadaten ergänzt), was Abschnitt 4 der Lizenz zu sagen verlangt</translation>
    </message>
    <message>
        <source>Google&apos;s model card; altered (one GATHER added), which section 4 of the licence asks to say</source>
        <translation>Googles Modellkarte; verändert (ein GATHER ergänzt), was Abschnitt 4 der Lizenz zu sagen verlangt</translation>
    </message>
    <message>
        <source>Google&apos;s model card; not shipped, put there by the user</source>
        <translation>Googles Modellkarte; nicht mitgeliefert, vom Nutzer dort abgelegt</translation>
    </message>
    <message>
        <source>Google&apos;s model card; unaltered</source>
        <translation>Googles Modellkarte; unverändert</translation>
    </message>
    <message>
        <source>Install the HEIF and HEVC image extensions from the Microsoft Store, or save the photo as JPEG or TIFF.</source>
        <translation>Installieren Sie die HEIF- und HEVC-Bilderweiterungen aus dem Microsoft Store oder sichern Sie das Foto als JPEG oder TIFF.</translation>
    </message>
    <message>
        <source>Install the newest Lookroom.</source>
        <translation>Installieren Sie das neueste Lookroom.</translation>
    </message>
    <message>
        <source>It is hidden, and Lookroom tries again every minute.</source>
        <translation>Es ist ausgeblendet, und Lookroom versucht es jede Minute wieder.</translation>
    </message>
    <message>
        <source>Make the result again to have its layers.</source>
        <translation>Erstellen Sie das Ergebnis noch einmal, um seine Ebenen zu haben.</translation>
    </message>
    <message>
        <source>Mark the photos again that you want to keep.</source>
        <translation>Markieren Sie die Fotos neu, die Sie behalten möchten.</translation>
    </message>
    <message>
        <source>Name the output .jpg, .png, .tif, .webp, .avif or .psd, or give --format.</source>
        <translation>Lassen Sie den Namen auf .jpg, .png, .tif, .webp, .avif oder .psd enden oder wählen Sie ein Format.</translation>
    </message>
    <message>
        <source>Name the output .png, .tif, .webp, .avif or .psd.</source>
        <translation>Lassen Sie den Namen auf .png, .tif, .webp, .avif oder .psd enden.</translation>
    </message>
    <message>
        <source>Name the output .png, or give --depth 8.</source>
        <translation>Lassen Sie den Namen auf .png enden oder wählen Sie 8 Bit.</translation>
    </message>
    <message>
        <source>Name the output .tif or .png, or give --depth 8.</source>
        <translation>Lassen Sie den Namen auf .tif oder .png enden oder wählen Sie 8 Bit.</translation>
    </message>
    <message>
        <source>No %1 was found on this person.</source>
        <translation>An dieser Person nicht gefunden: %1.</translation>
    </message>
    <message>
        <source>No garment stands out from the ground of the garment photo.</source>
        <translation>Im Foto des Kleidungsstücks hebt sich kein Kleidungsstück vom Grund ab.</translation>
    </message>
    <message>
        <source>No person was found in the first photo.</source>
        <translation>Auf dem Foto der Person ist keine Person zu finden.</translation>
    </message>
    <message>
        <source>No person was found in this photo.</source>
        <translation>Auf diesem Foto ist keine Person zu finden.</translation>
    </message>
    <message>
        <source>Nobody was found in this photo, and there is no model for other subjects.</source>
        <translation>Auf diesem Foto ist niemand zu finden, und für andere Motive gibt es kein Modell.</translation>
    </message>
    <message>
        <source>None (transparent), a colour as #RRGGBB, or a picture file</source>
        <translation>Leer (transparent), eine Farbe als #RRGGBB oder eine Bilddatei</translation>
    </message>
    <message>
        <source>OUT_OF_MEMORY: There is not enough memory for this photo. Close other programs or use a smaller photo.</source>
        <translation>OUT_OF_MEMORY: Für dieses Foto reicht der Speicher nicht. Schließen Sie andere Programme oder nehmen Sie ein kleineres Foto.</translation>
    </message>
    <message>
        <source>On: soft edges down to single hairs, freed of the old background&apos;s colour; off: a hard edge</source>
        <translation>Weich: Kanten bis aufs einzelne Haar, vom Farbstich des alten Hintergrunds befreit; hart: eine scharfe Kante</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Open it in Lookroom again, or export the result as another file.</source>
        <translation>Öffnen Sie die Datei noch einmal in Lookroom oder exportieren Sie das Ergebnis als andere Datei.</translation>
    </message>
    <message>
        <source>Open the photo again and start anew.</source>
        <translation>Öffnen Sie das Foto noch einmal und beginnen Sie neu.</translation>
    </message>
    <message>
        <source>Open the photo in Preview and save it as TIFF, or choose another photo.</source>
        <translation>Öffnen Sie das Foto in Vorschau und sichern Sie es als TIFF oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>Opening %1 took too long.</source>
        <translation>Das Öffnen von %1 hat zu lange gedauert.</translation>
    </message>
    <message>
        <source>Parts of the photo&apos;s EXIF do not fit into JPEG and were left out: the camera maker&apos;s note.</source>
        <translation>Teile der EXIF-Daten des Fotos passen nicht in JPEG und wurden weggelassen: die Notiz des Kameraherstellers.</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Person %1 was asked for, but %2 found.</source>
        <translation>Gewählt ist Person %1, gefunden: %2.</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Place them where the person&apos;s shoulders are.</source>
        <translation>Setzen Sie sie auf die Schultern der Person.</translation>
    </message>
    <message>
        <source>Places set by hand</source>
        <translation>Punkte von Hand</translation>
    </message>
    <message>
        <source>Put a garment from a product photo on a person</source>
        <translation>Ein Kleidungsstück von einem Produktfoto auf eine Person legen</translation>
    </message>
    <message>
        <source>Reading the photos</source>
        <translation>Fotos lesen</translation>
    </message>
    <message>
        <source>Reading the pose</source>
        <translation>Pose lesen</translation>
    </message>
    <message>
        <source>Remove it and set it up again.</source>
        <translation>Entfernen Sie es und richten Sie es neu ein.</translation>
    </message>
    <message>
        <source>Rendering</source>
        <translation>Ausarbeitung</translation>
    </message>
    <message>
        <source>Rotate the photo so that the head is at the top.</source>
        <translation>Drehen Sie das Foto so, dass der Kopf oben ist.</translation>
    </message>
    <message>
        <source>Run installer/bootstrap.py with --raw, or save the photo as JPEG or TIFF.</source>
        <translation>Führen Sie installer/bootstrap.py mit --raw aus oder sichern Sie das Foto als JPEG oder TIFF.</translation>
    </message>
    <message>
        <source>Run installer/bootstrap.py with --raw, or save the photo as a 16-bit TIFF.</source>
        <translation>Führen Sie installer/bootstrap.py mit --raw aus oder sichern Sie das Foto als TIFF mit 16 Bit.</translation>
    </message>
    <message>
        <source>Shirt</source>
        <translation>Hemd</translation>
    </message>
    <message>
        <source>Skin</source>
        <translation>Haut</translation>
    </message>
    <message>
        <source>Skirt</source>
        <translation>Rock</translation>
    </message>
    <message>
        <source>Sleeveless</source>
        <translation>Ärmellos</translation>
    </message>
    <message>
        <source>Soft</source>
        <translation>Weich</translation>
    </message>
    <message>
        <source>Some of your settings could not be read and are back at what Lookroom came with. The old file was kept beside the new one. Look through the settings once.</source>
        <translation>Einige Ihrer Einstellungen waren nicht lesbar und sind wieder wie bei der Installation. Die alte Datei liegt neben der neuen. Sehen Sie die Einstellungen einmal durch.</translation>
    </message>
    <message>
        <source>Start it again when you like.</source>
        <translation>Starten Sie ihn wieder, wann Sie möchten.</translation>
    </message>
    <message>
        <source>Starter only</source>
        <translation>Grundausstattung</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Motiv</translation>
    </message>
    <message>
        <source>T-shirt</source>
        <translation>T-Shirt</translation>
    </message>
    <message>
        <source>The %1 file %2 is damaged or cut off and cannot be decoded.</source>
        <translation>Die %1-Datei %2 ist beschädigt oder unvollständig und lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The %1 is missing.</source>
        <translation>Es fehlt: %1.</translation>
    </message>
    <message>
        <source>The %1 is only %2 x %3 pixels.</source>
        <translation>%1: nur %2 × %3 Pixel.</translation>
    </message>
    <message>
        <source>The %1 pixels of %2 were converted to RGB.</source>
        <translation>Die %1-Pixel von %2 wurden nach RGB umgerechnet.</translation>
    </message>
    <message>
        <source>The %1-bit %2 of %3 cannot be read.</source>
        <translation>%2 mit %1 Bit in %3 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The AVIF could not be encoded.</source>
        <translation>Das AVIF ließ sich nicht schreiben.</translation>
    </message>
    <message>
        <source>The HEIC photo %1 cannot be decoded on this system.</source>
        <translation>Das HEIC-Foto %1 lässt sich auf diesem System nicht lesen.</translation>
    </message>
    <message>
        <source>The PNG could not be encoded.</source>
        <translation>Das PNG ließ sich nicht schreiben.</translation>
    </message>
    <message>
        <source>The PNG file is damaged: its header is missing.</source>
        <translation>Die PNG-Datei ist beschädigt: Ihr Kopf fehlt.</translation>
    </message>
    <message>
        <source>The anchor %1 lies outside of the garment photo, which is %2 x %3 pixels.</source>
        <translation>Der Anker %1 liegt außerhalb des Fotos des Kleidungsstücks; es hat %2 × %3 Pixel.</translation>
    </message>
    <message>
        <source>The anchor %1_left does not lie left of %2_right.</source>
        <translation>Der Anker %1_left liegt nicht links von %2_right.</translation>
    </message>
    <message>
        <source>The background %1 is neither a colour nor a file.</source>
        <translation>Der Hintergrund %1 ist weder eine Farbe noch eine Datei.</translation>
    </message>
    <message>
        <source>The colour profile of %1 is damaged and was replaced by sRGB.</source>
        <translation>Das Farbprofil von %1 ist beschädigt und wurde durch sRGB ersetzt.</translation>
    </message>
    <message>
        <source>The disk on which Lookroom keeps its photos does not work as it should.</source>
        <translation>Der Datenträger, auf dem Lookroom seine Fotos aufbewahrt, arbeitet nicht, wie er soll.</translation>
    </message>
    <message>
        <source>The ending of %1 is not one that can be written.</source>
        <translation>In der Endung von %1 lässt sich nicht speichern.</translation>
    </message>
    <message>
        <source>The extra channels of %1 were left out.</source>
        <translation>Die zusätzlichen Kanäle von %1 wurden weggelassen.</translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation>Die Datei %1 ist nicht lesbar: %2.</translation>
    </message>
    <message>
        <source>The file %1 cannot be saved: its folder is write-protected.</source>
        <translation>Die Datei %1 lässt sich nicht sichern: Ihr Ordner ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>The file %1 could not be decoded safely.</source>
        <translation>Die Datei %1 ließ sich nicht sicher lesen.</translation>
    </message>
    <message>
        <source>The file %1 could not be saved: %2.</source>
        <translation>Die Datei %1 ließ sich nicht sichern: %2.</translation>
    </message>
    <message>
        <source>The file %1 is damaged or cut off: it is too short for the size that it claims.</source>
        <translation>Die Datei %1 ist beschädigt oder unvollständig: Sie ist zu kurz für die Größe, die sie angibt.</translation>
    </message>
    <message>
        <source>The file %1 is empty.</source>
        <translation>Die Datei %1 ist leer.</translation>
    </message>
    <message>
        <source>The file %1 is larger than the memory that opening it may take.</source>
        <translation>Die Datei %1 ist größer als der Speicher, den das Öffnen belegen darf.</translation>
    </message>
    <message>
        <source>The file %1 is not a picture in a format that can be read.</source>
        <translation>Die Datei %1 ist kein Bild in einem lesbaren Format.</translation>
    </message>
    <message>
        <source>The file %1 is not where it was.</source>
        <translation>Die Datei %1 ist nicht mehr an ihrem Platz.</translation>
    </message>
    <message>
        <source>The file %1 is write-protected.</source>
        <translation>Die Datei %1 ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>The file %1 of the model %2 %3.</source>
        <translation>Die Datei %1 des Modells %2: %3.</translation>
    </message>
    <message>
        <source>The file holds more metadata than can be kept.</source>
        <translation>Die Datei enthält mehr Metadaten, als sich erhalten lassen.</translation>
    </message>
    <message>
        <source>The file of anchors cannot be read.</source>
        <translation>Die Ankerdatei ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The file of anchors has %1 unknown name%2.</source>
        <translation>Unbekannte Namen in der Ankerdatei: %1.</translation>
    </message>
    <message>
        <source>The file of anchors is not JSON.</source>
        <translation>Die Ankerdatei ist kein JSON.</translation>
    </message>
    <message>
        <source>The file of anchors is not one JSON object of names and points.</source>
        <translation>Die Ankerdatei ist kein JSON-Objekt aus Namen und Punkten.</translation>
    </message>
    <message>
        <source>The file of anchors names an unknown kind.</source>
        <translation>Die Ankerdatei nennt eine unbekannte Art.</translation>
    </message>
    <message>
        <source>The file of landmarks cannot be read.</source>
        <translation>Die Datei der Gelenkpunkte ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The file of landmarks has unknown names.</source>
        <translation>Die Datei der Gelenkpunkte enthält unbekannte Namen.</translation>
    </message>
    <message>
        <source>The file of landmarks is not JSON.</source>
        <translation>Die Datei der Gelenkpunkte ist kein JSON.</translation>
    </message>
    <message>
        <source>The file of landmarks is not one JSON object of names and points.</source>
        <translation>Die Datei der Gelenkpunkte ist kein JSON-Objekt aus Namen und Punkten.</translation>
    </message>
    <message>
        <source>The fit is poor, %1 of 1: %2.</source>
        <translation>Die Passform ist nicht gut, %1 von 1: %2.</translation>
    </message>
    <message>
        <source>The folder for %1 does not exist.</source>
        <translation>Den Ordner für %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>The folder for temporary files belongs to somebody else.</source>
        <translation>Der Ordner für temporäre Dateien gehört jemand anderem.</translation>
    </message>
    <message>
        <source>The folder in which Lookroom keeps its photos cannot be used.</source>
        <translation>Der Ordner, in dem Lookroom seine Fotos aufbewahrt, ist nicht benutzbar.</translation>
    </message>
    <message>
        <source>The folder in which Lookroom keeps its photos is gone.</source>
        <translation>Der Ordner, in dem Lookroom seine Fotos aufbewahrt, ist verschwunden.</translation>
    </message>
    <message>
        <source>The folder in which Lookroom keeps its photos is write-protected.</source>
        <translation>Der Ordner, in dem Lookroom seine Fotos aufbewahrt, ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>The format of %1 can be read, but not written.</source>
        <translation>Das Format von %1 lässt sich lesen, aber nicht schreiben.</translation>
    </message>
    <message>
        <source>The garment cannot be laid over this pose.</source>
        <translation>Das Kleidungsstück lässt sich nicht auf diese Pose legen.</translation>
    </message>
    <message>
        <source>The garment could not be fitted to this person.</source>
        <translation>Das Kleidungsstück ließ sich dieser Person nicht anpassen.</translation>
    </message>
    <message>
        <source>The garment is too small in its photo.</source>
        <translation>Das Kleidungsstück ist auf seinem Foto zu klein.</translation>
    </message>
    <message>
        <source>The garment photo has no plain ground and shows no person wearing the garment.</source>
        <translation>Das Foto des Kleidungsstücks hat keinen ruhigen Grund und zeigt niemanden, der es trägt.</translation>
    </message>
    <message>
        <source>The garment photo is too small.</source>
        <translation>Das Foto des Kleidungsstücks ist zu klein.</translation>
    </message>
    <message>
        <source>The garment photo is transparent almost everywhere.</source>
        <translation>Das Foto des Kleidungsstücks ist fast überall transparent.</translation>
    </message>
    <message>
        <source>The garment photo shows a person, but not enough of a garment on them.</source>
        <translation>Das Foto des Kleidungsstücks zeigt eine Person, aber zu wenig Kleidung an ihr.</translation>
    </message>
    <message>
        <source>The garment photo shows a person, but the person&apos;s photo shows none.</source>
        <translation>Das Foto des Kleidungsstücks zeigt eine Person, das Foto der Person aber keine.</translation>
    </message>
    <message>
        <source>The garment photo&apos;s ground is too busy to tell the garment from it.</source>
        <translation>Der Grund im Foto des Kleidungsstücks ist zu unruhig, um es davon zu trennen.</translation>
    </message>
    <message>
        <source>The garment that the person wears cannot be told from its surroundings.</source>
        <translation>Das getragene Kleidungsstück lässt sich nicht von seiner Umgebung trennen.</translation>
    </message>
    <message>
        <source>The layers of this result cannot be read.</source>
        <translation>Die Ebenen dieses Ergebnisses lassen sich nicht lesen.</translation>
    </message>
    <message>
        <source>The layers of this result could not be encoded.</source>
        <translation>Die Ebenen dieses Ergebnisses ließen sich nicht kodieren.</translation>
    </message>
    <message>
        <source>The list of your photos cannot be reached.</source>
        <translation>Die Liste Ihrer Fotos ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>The list of your photos is damaged.</source>
        <translation>Die Liste Ihrer Fotos ist beschädigt.</translation>
    </message>
    <message>
        <source>The list of your photos is write-protected.</source>
        <translation>Die Liste Ihrer Fotos ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>The list of your photos was damaged. It was put aside, and your photos were found again from their files; names and tags are lost.</source>
        <translation>Die Liste Ihrer Fotos war beschädigt. Sie liegt beiseite, und Ihre Fotos wurden anhand ihrer Dateien wiedergefunden; Namen und Stichwörter sind verloren.</translation>
    </message>
    <message>
        <source>The list of your photos was missing and was made again from the photos themselves.</source>
        <translation>Die Liste Ihrer Fotos fehlte und wurde aus den Fotos selbst neu angelegt.</translation>
    </message>
    <message>
        <source>The list of your photos was written by a newer version of Lookroom.</source>
        <translation>Die Liste Ihrer Fotos stammt von einer neueren Version von Lookroom.</translation>
    </message>
    <message>
        <source>The list of your photos was written by a newer version of Lookroom. It was put aside, and your photos were found again from their files.</source>
        <translation>Die Liste Ihrer Fotos stammt von einer neueren Version von Lookroom. Sie liegt beiseite, und Ihre Fotos wurden anhand ihrer Dateien wiedergefunden.</translation>
    </message>
    <message>
        <source>The log cannot be written.</source>
        <translation>Das Protokoll lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>The model %1 (%2) is not on this machine.</source>
        <translation>Das Modell %1 (%2) ist nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The model %1 did not run: %2.</source>
        <translation>Das Modell %1 lief nicht: %2.</translation>
    </message>
    <message>
        <source>The moving part or the layer for bright screens of %1 was left out.</source>
        <translation>Der bewegte Teil oder die Ebene für helle Bildschirme von %1 wurde weggelassen.</translation>
    </message>
    <message>
        <source>The name has a part {%1} that is not known.</source>
        <translation>Der Name enthält den unbekannten Teil {%1}.</translation>
    </message>
    <message>
        <source>The option %1 cannot be used: %2.</source>
        <translation>Die Option %1 ist so nicht verwendbar: %2.</translation>
    </message>
    <message>
        <source>The person and the garment are the same picture.</source>
        <translation>Person und Kleidungsstück sind dasselbe Bild.</translation>
    </message>
    <message>
        <source>The person could not be told from the background.</source>
        <translation>Die Person ließ sich nicht vom Hintergrund trennen.</translation>
    </message>
    <message>
        <source>The person does not stand or sit upright in the photo.</source>
        <translation>Die Person steht oder sitzt auf dem Foto nicht aufrecht.</translation>
    </message>
    <message>
        <source>The person is seen from behind.</source>
        <translation>Die Person ist von hinten zu sehen.</translation>
    </message>
    <message>
        <source>The person sits, and a garment cannot be laid over bent legs.</source>
        <translation>Die Person sitzt, und über angewinkelte Beine lässt sich kein Kleidungsstück legen.</translation>
    </message>
    <message>
        <source>The photo %1 is camera raw of a kind that cannot be read yet.</source>
        <translation>Das Foto %1 ist ein Raw-Foto einer Art, die noch nicht gelesen werden kann.</translation>
    </message>
    <message>
        <source>The photo %1 is camera raw, which this set-up cannot read.</source>
        <translation>Das Foto %1 ist ein Raw-Foto, das diese Installation nicht lesen kann.</translation>
    </message>
    <message>
        <source>The photo %1 is not a file.</source>
        <translation>Das Foto %1 ist keine Datei.</translation>
    </message>
    <message>
        <source>The photo %1 needs more memory than it may have.</source>
        <translation>Das Foto %1 braucht mehr Speicher, als es belegen darf.</translation>
    </message>
    <message>
        <source>The photo could not be read.</source>
        <translation>Das Foto war nicht lesbar.</translation>
    </message>
    <message>
        <source>The photo does not show what the person wears below the waist.</source>
        <translation>Das Foto zeigt nicht, was die Person unterhalb der Taille trägt.</translation>
    </message>
    <message>
        <source>The photo is not there any more.</source>
        <translation>Das Foto ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The photo may not be read.</source>
        <translation>Das Foto darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The photo needs more memory than it may have.</source>
        <translation>Das Foto braucht mehr Speicher, als es belegen darf.</translation>
    </message>
    <message>
        <source>The photo of the garment ends above where the garment would end on this person.</source>
        <translation>Das Foto des Kleidungsstücks endet, bevor das Kleidungsstück an dieser Person enden würde.</translation>
    </message>
    <message>
        <source>The photo shows %1 people; the garment goes on person %2, where 0 is the largest.</source>
        <translation>Das Foto zeigt %1 Personen; das Kleidungsstück kommt auf Person %2, wobei 0 die größte ist.</translation>
    </message>
    <message>
        <source>The photo&apos;s %1 bits a channel were reduced to %2: %3 holds no more.</source>
        <translation>Die %1 Bit je Kanal des Fotos wurden auf %2 verringert: %3 fasst nicht mehr.</translation>
    </message>
    <message>
        <source>The photo&apos;s %1 does not fit into %2 and was left out.</source>
        <translation>%1 des Fotos passt nicht in %2 und wurde weggelassen.</translation>
    </message>
    <message>
        <source>The photo&apos;s %1 pixels cannot be read.</source>
        <translation>Die %1-Pixel des Fotos sind nicht lesbar.</translation>
    </message>
    <message>
        <source>The photo&apos;s high dynamic range is not kept: it is read as if it were meant for an ordinary screen.</source>
        <translation>Der hohe Dynamikumfang (HDR) des Fotos bleibt nicht erhalten: Es wird gelesen wie für einen gewöhnlichen Bildschirm.</translation>
    </message>
    <message>
        <source>The picture %1 claims %2 x %3 pixels, more than %4 million.</source>
        <translation>Das Bild %1 gibt %2 × %3 Pixel an, mehr als %4 Millionen.</translation>
    </message>
    <message>
        <source>The place %1 is not a point of two numbers.</source>
        <translation>Der Ort %1 ist kein Punkt aus zwei Zahlen.</translation>
    </message>
    <message>
        <source>The preset could not be deleted.</source>
        <translation>Die Vorgabe ließ sich nicht löschen.</translation>
    </message>
    <message>
        <source>The preset could not be read.</source>
        <translation>Die Vorgabe war nicht lesbar.</translation>
    </message>
    <message>
        <source>The presets folder cannot be made.</source>
        <translation>Der Ordner für Vorgaben lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>The process that opens photos does not start.</source>
        <translation>Der Prozess, der Fotos öffnet, startet nicht.</translation>
    </message>
    <message>
        <source>The shoulders and the chest are not in the picture.</source>
        <translation>Schultern und Brust sind nicht im Bild.</translation>
    </message>
    <message>
        <source>The shoulders lie too near each other.</source>
        <translation>Die Schultern liegen zu nah beieinander.</translation>
    </message>
    <message>
        <source>The work was cancelled.</source>
        <translation>Der Auftrag wurde abgebrochen.</translation>
    </message>
    <message>
        <source>There is no photo file %1.</source>
        <translation>Es gibt keine Fotodatei %1.</translation>
    </message>
    <message>
        <source>There is no place for temporary files.</source>
        <translation>Für temporäre Dateien ist kein Platz.</translation>
    </message>
    <message>
        <source>There is no room on the disk to keep this photo.</source>
        <translation>Auf dem Datenträger ist kein Platz für dieses Foto.</translation>
    </message>
    <message>
        <source>There is no room on the disk to write the list of your photos.</source>
        <translation>Auf dem Datenträger ist kein Platz für die Liste Ihrer Fotos.</translation>
    </message>
    <message>
        <source>There is no room to save %1.</source>
        <translation>Für %1 ist kein Platz mehr.</translation>
    </message>
    <message>
        <source>There is no working %1 device on this machine.</source>
        <translation>Auf diesem Rechner gibt es kein funktionierendes %1-Gerät.</translation>
    </message>
    <message>
        <source>There is not enough memory for this photo.</source>
        <translation>Für dieses Foto reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>There is not enough memory to open this photo.</source>
        <translation>Zum Öffnen dieses Fotos reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>This file is not a Lookroom preset.</source>
        <translation>Diese Datei ist keine Vorgabe von Lookroom.</translation>
    </message>
    <message>
        <source>This is a folder, not a photo.</source>
        <translation>Das ist ein Ordner, kein Foto.</translation>
    </message>
    <message>
        <source>This item was deleted meanwhile.</source>
        <translation>Dieses Bild wurde inzwischen gelöscht.</translation>
    </message>
    <message>
        <source>This person stands so close to somebody else that they were taken for one.</source>
        <translation>Diese Person steht so dicht bei einer anderen, dass beide für eine gehalten wurden.</translation>
    </message>
    <message>
        <source>This preset was made with a newer version of Lookroom.</source>
        <translation>Diese Vorgabe stammt von einer neueren Version von Lookroom.</translation>
    </message>
    <message>
        <source>This session is private.</source>
        <translation>Diese Sitzung ist privat.</translation>
    </message>
    <message>
        <source>This version of Lookroom has no tool %1.</source>
        <translation>Diese Version von Lookroom hat kein Werkzeug %1.</translation>
    </message>
    <message>
        <source>Trousers</source>
        <translation>Hose</translation>
    </message>
    <message>
        <source>Try a garment on</source>
        <translation>Kleidung anprobieren</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Try on</source>
        <translation>Anprobe</translation>
    </message>
    <message>
        <source>Update Lookroom, or ask for a preset of an older version.</source>
        <translation>Aktualisieren Sie Lookroom oder bitten Sie um eine Vorgabe einer älteren Version.</translation>
    </message>
    <message>
        <source>Use %1.</source>
        <translation>Verwenden Sie %1.</translation>
    </message>
    <message>
        <source>Use --device auto.</source>
        <translation>Wählen Sie das Gerät automatisch.</translation>
    </message>
    <message>
        <source>Use --mode draft.</source>
        <translation>Wählen Sie den Entwurf.</translation>
    </message>
    <message>
        <source>Use a product photo of one garment on a plain light ground, a transparent PNG, or a photo of a person wearing it.</source>
        <translation>Nehmen Sie ein Produktfoto eines Kleidungsstücks auf ruhigem hellem Grund, ein transparentes PNG oder ein Foto einer Person, die es trägt.</translation>
    </message>
    <message>
        <source>What is worn now reaches below the new hem and stays there: bare legs cannot be made up.</source>
        <translation>Was jetzt getragen wird, reicht unter den neuen Saum und bleibt dort: Nackte Beine lassen sich nicht erfinden.</translation>
    </message>
    <message>
        <source>What stands out from the ground of the garment photo does not look like a garment.</source>
        <translation>Was sich im Foto des Kleidungsstücks vom Grund abhebt, sieht nicht nach einem Kleidungsstück aus.</translation>
    </message>
    <message>
        <source>What stays: one person, the subject of the photo, or a part of the person</source>
        <translation>Was bleibt: eine Person, das Motiv des Fotos oder ein Teil der Person</translation>
    </message>
    <message>
        <source>What the garment is; auto looks for itself</source>
        <translation>Was für ein Kleidungsstück es ist; auf Wunsch wird es selbst erkannt</translation>
    </message>
    <message>
        <source>What the person wears could not be told from skin and background.</source>
        <translation>Was die Person trägt, ließ sich nicht von Haut und Hintergrund trennen.</translation>
    </message>
    <message>
        <source>What you make now is gone when the window closes: export what you want to keep.</source>
        <translation>Was Sie jetzt machen, ist weg, sobald das Fenster schließt: Exportieren Sie, was bleiben soll.</translation>
    </message>
    <message>
        <source>Which person</source>
        <translation>Welche Person</translation>
    </message>
    <message>
        <source>Which person, 0 is the largest</source>
        <translation>Welche Person; 0 ist die größte</translation>
    </message>
    <message>
        <source>Which person, the largest first</source>
        <translation>Welche Person, die größte zuerst</translation>
    </message>
    <message>
        <source>Write the anchors as JSON, {&quot;neck_left&quot;: [x, y], &quot;hem_right&quot;: [x, y]}, in pixels of the garment photo from its top left corner; the names are %1.</source>
        <translation>Schreiben Sie die Anker als JSON, {&quot;neck_left&quot;: [x, y], &quot;hem_right&quot;: [x, y]}, in Pixeln des Fotos des Kleidungsstücks von seiner linken oberen Ecke; die Namen sind %1.</translation>
    </message>
    <message>
        <source>Write the landmarks as JSON, {&quot;left_shoulder&quot;: [x, y]}, in pixels of the person&apos;s photo from its top left corner; the names are %1.</source>
        <translation>Schreiben Sie die Gelenkpunkte als JSON, {&quot;left_shoulder&quot;: [x, y]}, in Pixeln des Fotos der Person von seiner linken oberen Ecke; die Namen sind %1.</translation>
    </message>
    <message>
        <source>Your settings cannot be read. Check that you may read the folder that Lookroom keeps them in.</source>
        <translation>Ihre Einstellungen sind nicht lesbar. Prüfen Sie, ob Sie den Ordner lesen dürfen, in dem Lookroom sie aufbewahrt.</translation>
    </message>
    <message>
        <source>as pyside6-essentials</source>
        <translation>wie pyside6-essentials</translation>
    </message>
    <message>
        <source>copyleft for its own files only; they are shipped unchanged</source>
        <translation>Copyleft nur für die eigenen Dateien; sie werden unverändert mitgeliefert</translation>
    </message>
    <message>
        <source>its wheel carries LibRaw, taken under the CDDL-1.0 of the two licences offered: copyleft for its own files only, shipped unchanged</source>
        <translation>das Paket enthält LibRaw, von zwei angebotenen Lizenzen unter der CDDL-1.0 genommen: Copyleft nur für die eigenen Dateien, unverändert mitgeliefert</translation>
    </message>
    <message>
        <source>its wheel carries libheif and libde265 (LGPL-3.0) and x265, which is under the GPL: installed only from source by the user&apos;s own choice (extra raw), never part of the packaged program; that one asks the operating system to decode HEIC</source>
        <translation>das Paket enthält libheif und libde265 (LGPL-3.0) und x265 unter der GPL: nur aus dem Quelltext und auf eigenen Wunsch installiert (Extra raw), nie Teil des gepackten Programms; dieses lässt HEIC vom Betriebssystem lesen</translation>
    </message>
    <message>
        <source>permissive: use, change and sale are free; the licence text is shipped with the program</source>
        <translation>freizügig: Nutzung, Änderung und Verkauf sind frei; der Lizenztext liegt dem Programm bei</translation>
    </message>
    <message>
        <source>photo of the person</source>
        <translation>Foto der Person</translation>
    </message>
    <message>
        <source>product photo of the garment</source>
        <translation>Produktfoto des Kleidungsstücks</translation>
    </message>
    <message>
        <source>taken under the LGPL of the three licences offered: linked dynamically, its shared libraries can be replaced, its source is Qt&apos;s own</source>
        <translation>von drei angebotenen Lizenzen unter der LGPL genommen: dynamisch gebunden, die Bibliotheken sind austauschbar, der Quelltext ist der von Qt</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Opacity of the result</source>
        <translation>Deckkraft des Ergebnisses</translation>
    </message>
</context>
</TS>
