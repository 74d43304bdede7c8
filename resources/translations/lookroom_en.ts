<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Lookroom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tries looks on photographs, on this machine alone. No photo, no name and no usage leaves it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made with the work of others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Libraries and models with their licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy technical details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open photos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watched folders…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit Lookroom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a lookbook…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try failed jobs again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjust the fit by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save options as a preset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after with a slider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before while a key is held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit to the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One to one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two to one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Film strip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Lookroom</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>App</name>
    <message numerus="yes">
        <source>%n jobs were not finished when Lookroom closed.</source>
        <translation>
            <numerusform>%n job was not finished when Lookroom closed.</numerusform>
            <numerusform>%n jobs were not finished when Lookroom closed.</numerusform>
        </translation>
    </message>
    <message>
        <source>Finish them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the joints of the person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Garment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the anchors of the garment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All places as they were found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the fit as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the garment so, at full size</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message>
        <source>Lookbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every photo with every garment: a file each, and a contact sheet of all looks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the chosen ones off: {pile}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add photos: {pile}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title of the sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Make %n looks</source>
        <translation>
            <numerusform>Make %n look</numerusform>
            <numerusform>Make %n looks</numerusform>
        </translation>
    </message>
    <message>
        <source>Make the looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop photos onto both piles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Takes about %n minutes.</source>
        <translation>
            <numerusform>Takes about %n minute.</numerusform>
            <numerusform>Takes about %n minutes.</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {count} looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n looks are missing.</source>
        <translation>
            <numerusform>%n look is missing.</numerusform>
            <numerusform>%n looks are missing.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Busy</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} x {height} pixels, {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Cell</name>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Missing: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop it into its place on the right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not in Lookroom&apos;s folder yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tool can work on it as soon as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasted photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no photo on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy a picture or a picture file first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Delete %n pictures?</source>
        <translation>
            <numerusform>Delete %n picture?</numerusform>
            <numerusform>Delete %n pictures?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are removed from Lookroom&apos;s folder. Your original files stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use as {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} x {height}, {depth} bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Choose a picture to see what it is made of.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n pictures</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message>
        <source>Photo, brought in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A kept picture does not delete itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separated by commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in the studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Private session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this session is left when it ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let photos delete themselves sooner?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos that were last worked with longer ago are deleted now. What you keep stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs are still running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for them or cancel them first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the private session?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All photos and results of it are deleted now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete everything now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All photos and results in Lookroom&apos;s folder are deleted, also those that you keep. Your original and exported files stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Close and lose %n results?</source>
        <translation>
            <numerusform>Close and lose %n result?</numerusform>
            <numerusform>Close and lose %n results?</numerusform>
        </translation>
    </message>
    <message>
        <source>Lookroom&apos;s folder could not take them. Export what you want to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lookroom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditIn</name>
    <message>
        <source>You are editing {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a result is on show, &quot;Save back&quot; puts it into that file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this result into {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved back into {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lookroom keeps the file as it was until it deletes itself from the film strip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the original back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is as it was.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Drop a photo here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or open one from your disk. Your original is never changed, and nothing leaves this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open photos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First steps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the folder afterwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Export %n pictures</source>
        <translation>
            <numerusform>Export %n picture</numerusform>
            <numerusform>Export %n pictures</numerusform>
        </translation>
    </message>
    <message>
        <source>Working out the size…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is there already; this picture is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} x {height} pixels
{depth} bits, {size}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality of the original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A JPEG of a JPEG keeps the quality and subsampling that it had, whatever is set above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The untouched photo below, each edit above it with its mask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All but the GPS position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name and place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave this picture out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the file is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Long side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Short side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Megapixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert a part of the name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Search names and tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos brought in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Save what was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON, everything (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV, a table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list is on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n lists saved.</source>
        <translation>
            <numerusform>%n list saved.</numerusform>
            <numerusform>%n lists saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the list as a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the list as a JSON or CSV file</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} % sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} x {height} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message>
        <source>upper left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>upper right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lower left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the bottom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lower right</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstRunDialog</name>
    <message>
        <source>First steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring a photo and a garment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a photo of a person into the window, and the product photo of a garment beside it. Your original files are never changed: Lookroom works on copies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look, compare, adjust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The button at the right starts the tool. Then compare before and after, change the strength, and drag the points of the garment where the fit is not what you want.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long photos stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export what is good. The rest goes by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything stays on this machine, and photos of your clients delete themselves. Keep single pictures in the gallery. How long shall the others stay?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {step} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photo…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Photos and history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies of the photos that you open, results, and the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put downloaded models here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Technical notes without photos and names, for questions to support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Advanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show advanced options</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n days left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours left</source>
        <translation>
            <numerusform>%n hour left</numerusform>
            <numerusform>%n hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes left</source>
        <translation>
            <numerusform>%n minute left</numerusform>
            <numerusform>%n minutes left</numerusform>
        </translation>
    </message>
    <message>
        <source>Less than a minute left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You keep this picture. It stays until you delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture stays until you delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deletes itself: {when} ({left})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GalleryPage</name>
    <message>
        <source>Gallery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing made yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you make in the studio is listed here until it deletes itself. Keep what you want to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing fits these filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n pictures</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
    <message>
        <source>Open in the studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom and pan come to rest at once.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HandFit</name>
    <message>
        <source>Neck, left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neck, right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neck, front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shoulder, left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shoulder, right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Armpit, left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Armpit, right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waist, left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waist, right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hem, left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hem, right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crotch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their left shoulder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their right shoulder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their left elbow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their right elbow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their left wrist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their right wrist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their left hip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their right hip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HotFolderDialog</name>
    <message>
        <source>Watch a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder to watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder for the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same for every photo that arrives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A JSON file with what was found in each photo. Without a folder, it is put beside the photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As chosen in the export dialog the last time. Without it, results stay in the gallery.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results need another folder than the photos.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HotFoldersPage</name>
    <message>
        <source>A tool is applied to every photo that arrives in a watched folder, such as the one your camera saves to. Photos that lie there already are left alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch {name} no more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lists saved in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exported to {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the folder is not there now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not in Lookroom&apos;s folder yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n pictures will be made</source>
        <translation>
            <numerusform>%n picture will be made</numerusform>
            <numerusform>%n pictures will be made</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Search actions and keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As usual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an action, then press the keys it shall have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All as usual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{other}” had these keys and has none now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Lending</name>
    <message>
        <source>Close while {name} is worked on?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Close while %n files are worked on?</source>
        <translation>
            <numerusform>Close while %n file is worked on?</numerusform>
            <numerusform>Close while %n files are worked on?</numerusform>
        </translation>
    </message>
    <message>
        <source>Their results could not be put back into the files any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does not go back is gone with the private session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does not go back stays in the gallery until it deletes itself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>Places found in the photo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message numerus="yes">
        <source>Close before %n pictures are exported?</source>
        <translation>
            <numerusform>Close before %n picture is exported?</numerusform>
            <numerusform>Close before %n pictures are exported?</numerusform>
        </translation>
    </message>
    <message>
        <source>Those that are not written yet would be missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n pictures are on the clipboard.</source>
        <translation>
            <numerusform>%n picture is on the clipboard.</numerusform>
            <numerusform>%n pictures are on the clipboard.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pictures exported.</source>
        <translation>
            <numerusform>%n picture exported.</numerusform>
            <numerusform>%n pictures exported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>What would you like to do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PathLine</name>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not chosen yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pile</name>
    <message>
        <source>Drop photos here, from the film strip or from a folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos and privacy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes take effect at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>No presets yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save options as a preset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a preset from a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share as a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset {name} is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a preset from a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share preset</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Photos delete themselves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted from when a photo was last worked with. What you keep stays until you delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begins an empty history of its own. When it ends, or Lookroom closes, nothing of it is left. Exported files stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What deleting means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted files are unlinked and their rows in the history overwritten, not shredded: until the disk writes over them, special tools may find parts of them. An encrypted disk is the best protection. Your original files are never touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete everything now…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>After %n hours</source>
        <translation>
            <numerusform>After %n hour</numerusform>
            <numerusform>After %n hours</numerusform>
        </translation>
    </message>
    <message>
        <source>After 1 hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After 6 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After 24 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After 3 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take ended jobs off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do.
Jobs that you start appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n s left</source>
        <translation>
            <numerusform>%n s left</numerusform>
            <numerusform>%n s left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min left</source>
        <translation>
            <numerusform>%n min left</numerusform>
            <numerusform>%n min left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Queue, %n to do</source>
        <translation>
            <numerusform>Queue, %n to do</numerusform>
            <numerusform>Queue, %n to do</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Open recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SaveBackDialog</name>
    <message>
        <source>Close Lookroom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the result into {name} before closing?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Put %n results into their files before closing?</source>
        <translation>
            <numerusform>Put %n result into its file before closing?</numerusform>
            <numerusform>Put %n results into their files before closing?</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving back into {name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Saving back into %n files…</source>
        <translation>
            <numerusform>Saving back into %n file…</numerusform>
            <numerusform>Saving back into %n files…</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Slot</name>
    <message>
        <source>Remove {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty. Drop a photo here or press Enter to choose one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a photo here, or click to choose one</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop a photo
or click to choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optional: drop or choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose photos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StripView</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photos that you open and the pictures that you make line up here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Film strip</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n pictures</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tagging</name>
    <message>
        <source>This picture cannot be tagged now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is still being kept, or it was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags of this picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags that these pictures have in common</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separated by commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gallery finds pictures by their tags.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message>
        <source>Choose a colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>%1 cannot hold %2 x %3 pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot hold transparency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no place for the photo&apos;s %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no more than %2 bits a channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds several pictures; the first one is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A JSON file with places on the garment set by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A final needs a generator, and none is installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fit that scores less is tried again, 0-1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A garment of the kind %1 has no %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add it and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto: the best models on this machine; starter: only those that come with the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>BUG: %1: %2. This is a fault of the program: please send the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that it is there and that you may read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking the fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a number from 0 to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photo in which the person stands out from the background.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photo of a person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photo that shows it, or cut out something else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photo that shows the legs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photo that shows the person from the front, at least from the head to the waist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photo that shows the person from the front, with the arms beside the body.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photo with more light or a plainer background.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name or folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another photo of the person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another photo or a smaller one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another value in the form and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one with at least %1 pixels on each side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs or use a smaller photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, or use a smaller photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clothes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cutting the garment out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft: fitted on this machine in about a second; final: painted by a generator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Final</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding the person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitting the garment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folds and light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Following the edges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free disk space or choose another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further tries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further tries when the first fit is poor, 0-3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Garment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get it from %1 and put it into the models folder that `lookroom doctor` names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give none, a colour such as #FFFFFF, or the name of a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the photo of the person first and the garment&apos;s product photo second.</source>
        <translation>Check that the photo of the person is in the first place and the garment&apos;s product photo in the second.</translation>
    </message>
    <message>
        <source>Good enough at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the photo&apos;s folds, light and grain goes onto the garment, 1-5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How strongly the new garment covers, 0-1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install Lookroom again, or send the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install Lookroom again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newest version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jacket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joints set by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep face and hair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeping the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laying it down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it out of the file of anchors, or name the kind with --garment-type.</source>
        <translation>Leave it out of the file of anchors, or choose the kind of garment.</translation>
    </message>
    <message>
        <source>Left and right are meant as seen in the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lift a person, hair, clothes or a face off the photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Long sleeves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for the person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the folder or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the output .png or .tif.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please send the log file (Help, Open the log folder). The other jobs go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the photo as DNG or 16-bit TIFF with the program that came with the camera.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The background stays as it is, to the byte; only skirts and dresses hang over it below the waist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content credentials of %1 do not hold for an edited photo and were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a fault of the program (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds several pictures; the main one is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in %2 and was converted to sRGB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A JSON file with joints of the person set by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A PSD cannot hold more than 2 gigabytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A TIFF cannot hold more than 4 gigabytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A photo could not be deleted because another program has it open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A photo of this job is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow writing to it, or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow writing to the folder in which Lookroom keeps its photos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Lookroom is busy with the list of your photos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program has changed %1 in the meantime.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arms lie over the garment in its photo, so parts of it are guessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask its owner for the right to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask whoever looks after this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring the photo in again and start over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that everything is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that its disk is there and that you may write to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that its disk is there, has room and may be written to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the file is there and may be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that you may write to the data folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check whether it was moved or its disk was removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a JPEG, PNG, TIFF or WebP photo, or one in AVIF, HEIC or camera raw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file that ends in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photo in which the garment fills more of the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photo in which the person stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photo that shows the whole garment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another person, or cut the photo down to the one you mean.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the photos inside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close Lookroom and start it again: it then puts the damaged list aside and finds your photos again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect its disk again and restart Lookroom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it to this computer&apos;s disk and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the result as another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face and hair stay as they are, to the byte; tips that are less than half hair are drawn anew over the new cloth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free disk space and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free memory and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google&apos;s model card; altered (input metadata added), which section 4 of the licence asks to say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google&apos;s model card; altered (one GATHER added), which section 4 of the licence asks to say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google&apos;s model card; not shipped, put there by the user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Google&apos;s model card; unaltered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the HEIF and HEVC image extensions from the Microsoft Store, or save the photo as JPEG or TIFF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newest Lookroom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is hidden, and Lookroom tries again every minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the result again to have its layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark the photos again that you want to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the output .jpg, .png, .tif, .webp, .avif or .psd, or give --format.</source>
        <translation>End the name in .jpg, .png, .tif, .webp, .avif or .psd, or choose a format.</translation>
    </message>
    <message>
        <source>Name the output .png, .tif, .webp, .avif or .psd.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the output .png, or give --depth 8.</source>
        <translation>End the name in .png, or choose 8 bits.</translation>
    </message>
    <message>
        <source>Name the output .tif or .png, or give --depth 8.</source>
        <translation>End the name in .tif or .png, or choose 8 bits.</translation>
    </message>
    <message>
        <source>No %1 was found on this person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No garment stands out from the ground of the garment photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No person was found in the first photo.</source>
        <translation>No person was found in the photo of the person.</translation>
    </message>
    <message>
        <source>No person was found in this photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody was found in this photo, and there is no model for other subjects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None (transparent), a colour as #RRGGBB, or a picture file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OUT_OF_MEMORY: There is not enough memory for this photo. Close other programs or use a smaller photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On: soft edges down to single hairs, freed of the old background&apos;s colour; off: a hard edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it in Lookroom again, or export the result as another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the photo again and start anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the photo in Preview and save it as TIFF, or choose another photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening %1 took too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the photo&apos;s EXIF do not fit into JPEG and were left out: the camera maker&apos;s note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person %1 was asked for, but %2 found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place them where the person&apos;s shoulders are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places set by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a garment from a product photo on a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the pose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove it and set it up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rendering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rotate the photo so that the head is at the top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run installer/bootstrap.py with --raw, or save the photo as JPEG or TIFF.</source>
        <translation>Set Lookroom up with camera raw (--raw), or save the photo as JPEG or TIFF.</translation>
    </message>
    <message>
        <source>Run installer/bootstrap.py with --raw, or save the photo as a 16-bit TIFF.</source>
        <translation>Set Lookroom up with camera raw (--raw), or save the photo as a 16-bit TIFF.</translation>
    </message>
    <message>
        <source>Shirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sleeveless</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some of your settings could not be read and are back at what Lookroom came with. The old file was kept beside the new one. Look through the settings once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it again when you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starter only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T-shirt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 file %2 is damaged or cut off and cannot be decoded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 is only %2 x %3 pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 pixels of %2 were converted to RGB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1-bit %2 of %3 cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The AVIF could not be encoded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The HEIC photo %1 cannot be decoded on this system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PNG could not be encoded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PNG file is damaged: its header is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The anchor %1 lies outside of the garment photo, which is %2 x %3 pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The anchor %1_left does not lie left of %2_right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The background %1 is neither a colour nor a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The colour profile of %1 is damaged and was replaced by sRGB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk on which Lookroom keeps its photos does not work as it should.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ending of %1 is not one that can be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The extra channels of %1 were left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 cannot be saved: its folder is write-protected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 could not be decoded safely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 could not be saved: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 is damaged or cut off: it is too short for the size that it claims.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 is larger than the memory that opening it may take.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 is not a picture in a format that can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 is not where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 is write-protected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 of the model %2 %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file holds more metadata than can be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of anchors cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of anchors has %1 unknown name%2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of anchors is not JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of anchors is not one JSON object of names and points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of anchors names an unknown kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of landmarks cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of landmarks has unknown names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of landmarks is not JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of landmarks is not one JSON object of names and points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fit is poor, %1 of 1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder for %1 does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder for temporary files belongs to somebody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder in which Lookroom keeps its photos cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder in which Lookroom keeps its photos is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder in which Lookroom keeps its photos is write-protected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format of %1 can be read, but not written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The garment cannot be laid over this pose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The garment could not be fitted to this person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The garment is too small in its photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The garment photo has no plain ground and shows no person wearing the garment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The garment photo is too small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The garment photo is transparent almost everywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The garment photo shows a person, but not enough of a garment on them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The garment photo shows a person, but the person&apos;s photo shows none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The garment photo&apos;s ground is too busy to tell the garment from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The garment that the person wears cannot be told from its surroundings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layers of this result cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layers of this result could not be encoded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of your photos cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of your photos is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of your photos is write-protected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of your photos was damaged. It was put aside, and your photos were found again from their files; names and tags are lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of your photos was missing and was made again from the photos themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of your photos was written by a newer version of Lookroom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of your photos was written by a newer version of Lookroom. It was put aside, and your photos were found again from their files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model %1 (%2) is not on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model %1 did not run: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The moving part or the layer for bright screens of %1 was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name has a part {%1} that is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The option %1 cannot be used: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person and the garment are the same picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person could not be told from the background.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person does not stand or sit upright in the photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person is seen from behind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The person sits, and a garment cannot be laid over bent legs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo %1 is camera raw of a kind that cannot be read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo %1 is camera raw, which this set-up cannot read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo %1 is not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo %1 needs more memory than it may have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo does not show what the person wears below the waist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo may not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo needs more memory than it may have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo of the garment ends above where the garment would end on this person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo shows %1 people; the garment goes on person %2, where 0 is the largest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo&apos;s %1 bits a channel were reduced to %2: %3 holds no more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo&apos;s %1 does not fit into %2 and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo&apos;s %1 pixels cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photo&apos;s high dynamic range is not kept: it is read as if it were meant for an ordinary screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture %1 claims %2 x %3 pixels, more than %4 million.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The place %1 is not a point of two numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset could not be deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The presets folder cannot be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The process that opens photos does not start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shoulders and the chest are not in the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shoulders lie too near each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The work was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no photo file %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no place for temporary files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room on the disk to keep this photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room on the disk to write the list of your photos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room to save %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no working %1 device on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory for this photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory to open this photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is not a Lookroom preset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a folder, not a photo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This item was deleted meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This person stands so close to somebody else that they were taken for one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This preset was made with a newer version of Lookroom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session is private.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version of Lookroom has no tool %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trousers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try a garment on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Lookroom, or ask for a preset of an older version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use --device auto.</source>
        <translation>Let Lookroom choose the device.</translation>
    </message>
    <message>
        <source>Use --mode draft.</source>
        <translation>Choose the draft.</translation>
    </message>
    <message>
        <source>Use a product photo of one garment on a plain light ground, a transparent PNG, or a photo of a person wearing it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is worn now reaches below the new hem and stays there: bare legs cannot be made up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands out from the ground of the garment photo does not look like a garment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stays: one person, the subject of the photo, or a part of the person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the garment is; auto looks for itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the person wears could not be told from skin and background.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you make now is gone when the window closes: export what you want to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which person, 0 is the largest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which person, the largest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the anchors as JSON, {&quot;neck_left&quot;: [x, y], &quot;hem_right&quot;: [x, y]}, in pixels of the garment photo from its top left corner; the names are %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the landmarks as JSON, {&quot;left_shoulder&quot;: [x, y]}, in pixels of the person&apos;s photo from its top left corner; the names are %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your settings cannot be read. Check that you may read the folder that Lookroom keeps them in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as pyside6-essentials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copyleft for its own files only; they are shipped unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its wheel carries LibRaw, taken under the CDDL-1.0 of the two licences offered: copyleft for its own files only, shipped unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its wheel carries libheif and libde265 (LGPL-3.0) and x265, which is under the GPL: installed only from source by the user&apos;s own choice (extra raw), never part of the packaged program; that one asks the operating system to decode HEIC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>permissive: use, change and sale are free; the licence text is shipped with the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>photo of the person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>product photo of the garment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken under the LGPL of the three licences offered: linked dynamically, its shared libraries can be replaced, its source is Qt&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Opacity of the result</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
