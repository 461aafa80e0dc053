"""What every act on a contract answers: the contract as it is today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from celyactl.cli.acts import answer, sees_prices, today
from celyactl.cli.record_data import contract_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from celyactl.domain.contract import Contract
    from celyactl.services.recording import Done


def contract_answer(done: Done[Contract], line: Callable[[], str]) -> None:
    """Show the contract that an act made or changed."""
    answer(done, facts_of(done.answer, today()), line)


def facts_of(contract: Contract, day: date) -> dict[str, Any]:
    """A contract as it is on a day; what it costs for managers only."""
    return contract_data(contract, day, prices=not contract.commercial or sees_prices())
