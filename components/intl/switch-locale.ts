import { localeCookie, type Locale } from "./locale"

const yearSec = 365 * 24 * 3600

/** Remembers the language. The caller refreshes the router, so that server and client texts change together. */
export function rememberLocale(locale: Locale) {
  document.cookie = `${localeCookie}=${locale}; path=/; max-age=${yearSec}; samesite=lax`
}
