"""What each template is given: the values of every situation in which its screen is shown."""
