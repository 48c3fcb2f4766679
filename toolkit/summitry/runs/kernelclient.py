"""jupyter_client's asynchronous client, but it takes a kernel for ready as soon as that is known."""

from __future__ import annotations

import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

_REPLY = 1.0  # seconds after which it is asked again, and after which it is looked at whether the kernel still lives
_ECHO = 0.2


class PromptClient(AsyncKernelClient):
    """The base class waits until nothing has come on IOPub for a fifth of a second, in every notebook.

    Here a kernel is ready when the end of our own question has come on IOPub: messages keep their order there, so
    nothing older can follow.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait for the kernel's answer; ``RuntimeError`` where it dies first or takes too long."""
        end = time.monotonic() + (float("inf") if timeout is None else timeout)
        while True:
            asked: str = self.kernel_info()
            reply = await self._reply_to(asked)
            if reply is not None and await self._ended(asked):
                self._handle_kernel_info_reply(reply)
                return
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > end:
                raise RuntimeError(f"Kernel didn't respond in {timeout:g} seconds")

    async def _reply_to(self, asked: str) -> dict[str, Any] | None:
        """The answer; None after a second without any. Answers to earlier questions, of a kernel that was slow to
        start, come first."""
        while True:
            try:
                reply: dict[str, Any] = await self.get_shell_msg(timeout=_REPLY)
            except Empty:
                return None
            if reply["msg_type"] == "kernel_info_reply" and reply["parent_header"].get("msg_id") == asked:
                return reply

    async def _ended(self, asked: str) -> bool:
        """Whether IOPub told the end of our question; not so while it is not connected, which takes a moment."""
        while True:
            try:
                message = await self.get_iopub_msg(timeout=_ECHO)
            except Empty:
                return False
            mine = message["parent_header"].get("msg_id") == asked
            if mine and message["content"].get("execution_state") == "idle":
                return True
