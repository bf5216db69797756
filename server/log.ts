import pino from "pino"

/** One log for a process: JSON lines on stdout, errors with their stack. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: null,
  serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
})
