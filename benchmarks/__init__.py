"""How accurate and how fast Standpoint is: every figure in the README is printed by a script of this folder."""

import os

# Figures are per core: linear algebra keeps to one thread. Has to be said before NumPy is imported.
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(variable, "1")
