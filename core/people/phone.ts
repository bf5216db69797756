/** A telephone number in E.164: +8613900000000. */
export const phonePattern = /^\+[1-9]\d{6,14}$/

/** As people write one, without the spaces and hyphens. Pure. */
export const tidyPhone = (text: string): string => text.replaceAll(/[\s-]/g, "")
