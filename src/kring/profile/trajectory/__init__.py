"""The trait trajectory: growth, jumps, rising or falling, and the chance of the next tier."""

from kring.profile.trajectory.trait import JUMPS, TRAJECTORY, Jump, Trajectories, Trajectory, trajectories

__all__ = ["JUMPS", "TRAJECTORY", "Jump", "Trajectories", "Trajectory", "trajectories"]
