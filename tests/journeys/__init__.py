"""What the people of a region do from end to end, in the browser: with scripts and without, while things break too."""
