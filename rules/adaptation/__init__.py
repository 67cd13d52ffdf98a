"""The weekly review: what was done becomes one decision for next week, with its reasons (section G).

This file imports nothing: the review builds weeks, and building a week reads the past through
`rules.adaptation.reading`, so an import here would go in a circle.
"""
