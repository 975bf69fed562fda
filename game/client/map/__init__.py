"""The theatre on screen: projection, camera, baked coastlines, zones, marks and labels."""
