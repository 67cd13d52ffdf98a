"""Tests of the application: storage, intake, delivery, scheduler, simulator."""
