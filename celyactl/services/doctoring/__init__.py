"""The parts of `doctor`: each looks at one thing, says what ails it, and repairs what loses nothing."""
