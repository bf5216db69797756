import * as z from "zod"

const LENGTH_MAX = 254

/**
 * An address as it is stored and compared: lower case, ASCII, one unquoted local part, a domain with a dot. Quoted local
 * parts, look-alike signs (a full-width @) and comments have each been used to have mail for one person sent to another, and no
 * contact centre has such addresses, so they are refused, not normalised.
 */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(LENGTH_MAX)
  .regex(
    /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/,
  )
  .refine((email) => email.indexOf("@") <= 64)

/** The normalised address, or null. */
export function parseEmail(text: string): string | null {
  const parsed = emailSchema.safeParse(text)
  return parsed.success ? parsed.data : null
}
