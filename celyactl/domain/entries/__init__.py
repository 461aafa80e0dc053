"""The journal's vocabulary: every type of entry, told apart by its tag `type`."""

from celyactl.domain.entries import conversation, delivery, field, lifecycle
from celyactl.domain.entries.base import Check, Entry, FileNote

AnyEntry = (
    conversation.Open
    | conversation.Note
    | conversation.Message
    | conversation.Attach
    | conversation.FileErased
    | conversation.Edit
    | conversation.Label
    | conversation.Link
    | conversation.Merge
    | conversation.Rate
    | conversation.Checks
    | conversation.Retract
    | lifecycle.Assign
    | lifecycle.Ack
    | lifecycle.Assist
    | lifecycle.Start
    | lifecycle.Wait
    | lifecycle.Chase
    | lifecycle.Resume
    | lifecycle.Cause
    | lifecycle.Restore
    | lifecycle.Resolve
    | lifecycle.Close
    | lifecycle.Reopen
    | lifecycle.Confirm
    | lifecycle.Cancel
    | lifecycle.Escalate
    | lifecycle.SetPriority
    | lifecycle.Reason
    | lifecycle.HandedOver
    | field.InterventionPlanned
    | field.InterventionMoved
    | field.InterventionCancelled
    | field.Intervention
    | field.OperationPlanned
    | field.OperationAnnounced
    | field.OperationDone
    | field.OperationCancelled
    | field.PreventivePlanned
    | field.PreventiveDone
    | field.ComponentUpdated
    | field.OutageStarted
    | field.OutageEnded
    | field.Alert
    | delivery.Notice
    | delivery.NoticeAnswered
    | delivery.MailQueued
    | delivery.MailSent
    | delivery.MailFailed
    | delivery.MailIgnored
    | delivery.Billed
)

__all__ = ["AnyEntry", "Check", "Entry", "FileNote", "conversation", "delivery", "field", "lifecycle"]
