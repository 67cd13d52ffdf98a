"""Training files of other programs (FIT, GPX, TCX, CSV, ZIP of them), hostile until proven otherwise.

`reading` turns bytes into activities; `child` does so in a process with hardly any rights; `sandbox` runs the child.
"""
