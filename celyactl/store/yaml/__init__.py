"""Plain data in and out of YAML text: canonical writing, strict and bulk reading, edits that keep comments.

Knows neither git nor the models. Mappings keep their order; keys are texts.
"""
