import type { Channel } from "./channel"
import { email } from "./email"
import { phone } from "./phone"
import { sms } from "./sms"
import { webhook } from "./webhook"
import { wecom } from "./wecom"

/** Every channel that leaves the product. A new one is a file of its own and a line here. */
export const channels = { email, wecom, sms, phone, webhook } satisfies Record<
  Channel["name"],
  { name: Channel["name"] }
>

export const channelOf = (name: string): Channel | null =>
  Object.hasOwn(channels, name) ? (channels[name as Channel["name"]] as unknown as Channel) : null
