"""From a garment and a silhouette to a smooth map: outlines, placing, draping, sleeves."""
