"""The person as the fit needs it: torso frame, arms, and hair over cloth."""
