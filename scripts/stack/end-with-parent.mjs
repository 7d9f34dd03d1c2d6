// Loaded first in every process of a stack: when the command that started it is gone, however it went, the
// process asks itself to end.
if (process.channel) {
  process.channel.unref();
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
}
