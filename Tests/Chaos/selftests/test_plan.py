"""What follows from the seed, and that images differ."""

import random
import unittest

from chaos import plan
from chaos.pictures import Pictures


class Made(unittest.TestCase):
    def test_the_seed_decides_on_the_faults(self) -> None:
        first = [step for step, _ in zip(plan.steps(5), range(500), strict=False)]
        again = [step for step, _ in zip(plan.steps(5), range(500), strict=False)]
        other = [step for step, _ in zip(plan.steps(6), range(500), strict=False)]
        self.assertEqual(first, again)
        self.assertNotEqual(first, other)
        self.assertEqual({step.kind for step in first}, set(plan.KINDS))

    def test_images_have_texts_and_bytes_of_their_own(self) -> None:
        makers = [Pictures(client, random.Random(1)) for client in (1, 2)]
        images = [image for maker in makers for _ in range(50) for image in (maker.small(), maker.slow())]
        self.assertEqual(len({image.content for image in images}), len(images))
        self.assertEqual(len({image.name for image in images}), len(images))
        self.assertEqual(len({image.text for image in images if not image.slow}), len(images) // 2)
