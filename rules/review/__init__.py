"""The weekly review: what was done becomes one decision for next week, with its reasons (section G).

This file imports nothing: building a week reads the past through `rules.review.reading`, and the review builds
weeks, so an import here would go in a circle. The door is `rules.adaptation`.
"""
