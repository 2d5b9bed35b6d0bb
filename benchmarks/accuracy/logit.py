"""Logistic models whose weights stay near what a careful reader would have guessed.

The penalty pulls each weight towards its prior, not towards nought: what is rare in the annotated
passages keeps the guess, what is frequent follows the data.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import minimize

Features = frozenset[str]


def fit_binary(
    rows: Sequence[Features], truth: Sequence[bool], prior: Mapping[str, float],
    strength: float = 1.0, importance: Sequence[float] | None = None,
) -> dict[str, float]:  # fmt: skip
    """Weights by which the features of each row tell whether it is true; "always" is the base.

    Args:
        rows: the features of each example.
        truth: what each example is.
        prior: the guess for each feature; 0 where none is given.
        strength: of the pull towards the prior: the inverse of its variance.
        importance: how much each example counts; 1 where not given.
    """
    names = sorted({name for row in rows for name in row} | set(prior) | {"always"})
    place = {name: k for k, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for line, row in enumerate(rows):
        matrix[line, [place[name] for name in row]] = 1
    matrix[:, place["always"]] = 1
    signs = np.where(np.array(truth), 1.0, -1.0)
    counts = np.ones(len(rows)) if importance is None else np.array(importance)
    middle = np.array([prior.get(name, 0.0) for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = signs * (matrix @ weights)
        wrong = 1 / (1 + np.exp(np.clip(margin, -30, 30)))
        pull = weights - middle
        value = (counts * np.logaddexp(0, -margin)).sum() + strength / 2 * (pull @ pull)
        return value, -(matrix.T @ (counts * signs * wrong)) + strength * pull

    found = minimize(loss, middle, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {name: float(found.x[k]) for k, name in enumerate(names)}


def fit_choice(
    cases: Sequence[Sequence[tuple[Features, bool]]], prior: Mapping[str, float],
    strength: float = 1.0,
) -> dict[str, float]:  # fmt: skip
    """Weights by which the right one of several candidates scores best.

    Args:
        cases: for each choice its candidates, with whether each is right; at least one is.
        prior: the guess for each feature; 0 where none is given.
        strength: as in fit_binary.
    """
    names = sorted({name for case in cases for row, _ in case for name in row} | set(prior))
    place = {name: k for k, name in enumerate(names)}
    blocks = []
    for case in cases:
        matrix = np.zeros((len(case), len(names)))
        for line, (row, _) in enumerate(case):
            matrix[line, [place[name] for name in row]] = 1
        blocks.append((matrix, np.array([right for _, right in case])))
    middle = np.array([prior.get(name, 0.0) for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        pull = weights - middle
        value, slope = strength / 2 * (pull @ pull), strength * pull
        for matrix, right in blocks:
            score = matrix @ weights
            share = np.exp(score - score.max())
            share /= share.sum()
            hit = share[right].sum()
            value -= np.log(hit + 1e-12)
            slope = slope + matrix.T @ (share - np.where(right, share / (hit + 1e-12), 0))
        return value, slope

    found = minimize(loss, middle, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {name: float(found.x[k]) for k, name in enumerate(names)}
