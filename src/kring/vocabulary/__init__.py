"""The domain's own words as data: tiers, niches, values, roles, platforms, disclosure rules, priors, glossary.

Each module reads one YAML file beside it, once. Every word is there in Dutch and English.
"""
