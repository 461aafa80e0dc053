"""What every act on a contract answers: the contract as it is today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.cli.acts import answer, today
from celyactl.cli.record_data import contract_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from celyactl.domain.contract import Contract
    from celyactl.services.recording import Done


def contract_answer(done: Done[Contract], line: Callable[[], str]) -> None:
    """Show the contract that an act made or changed."""
    answer(done, contract_data(done.answer, today()), line)
