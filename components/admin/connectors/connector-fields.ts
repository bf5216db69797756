import type { SettingField } from "../setting-fields"

/**
 * The settings form of each kind of telephone system. The kinds and their schemas are the server's
 * (server/telephony/collectors); a test holds this table against them, so a kind or a setting cannot be forgotten here.
 * Texts are in `connectors.setting`.
 */
export const connectorFields: Readonly<Record<string, readonly SettingField[]>> = {
  generic: [],
  "asterisk-ami": [
    { name: "host", input: "text", initial: "" },
    { name: "port", input: "number", initial: 5038, min: 1, max: 65_535, isWhole: true },
    { name: "tls", input: "switch", initial: false },
    { name: "username", input: "text", initial: "" },
    { name: "inboundContexts", input: "lines", initial: ["from-trunk"] },
    { name: "wrapUpSec", input: "number", initial: 0, min: 0, max: 3600, isWhole: true },
    { name: "keysAsSteps", input: "switch", initial: false },
  ],
  simulator: [
    { name: "callsPerHour", input: "number", initial: 150, min: 1, max: 2000, isWhole: true },
    { name: "speed", input: "number", initial: 1, min: 0.1, max: 20, isWhole: false },
  ],
}
