"""The trained judge: a small neural reader that says which named actor takes which side in which sentence."""
