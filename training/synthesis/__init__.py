"""Mixtures of known layers, made of tensors in linear light; all randomness comes from the generator passed in."""
