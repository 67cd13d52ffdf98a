"""Years of people who move and change their minds: their lives, and an oracle of what they were promised."""
