"""The application around the rules: use cases, storage, intake, delivery, scheduler, web and wiring."""
