"""What all models share: the refusal of trained weights, which would have to be downloaded."""


def check(weights, pretrained, name):
    """Only untrained models are made here."""
    if pretrained or weights not in (None, False):
        raise NotImplementedError(
            f"Gradus has no trained weights for {name}: make it with weights=None and load a state_dict "
            "(model.load_state_dict(torch.load(path)))")
