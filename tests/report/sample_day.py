"""The day on which the sample is reported on."""

TODAY = "2026-11-28T12:00:00+01:00"
