import type { Text } from "@/core/text"

/**
 * Everything a request to an address a user chose can fail with before there is an answer to look at. `again`: the same
 * request may work later. The sentences are shown to the tenant, so none of them names an address of our own network.
 */
export const httpProblems = {
  badUrl: {
    again: false,
    text: { en: "This is not a complete http or https address.", zh: "这不是完整的 http 或 https 地址。" },
  },
  schemeNotAllowed: {
    again: false,
    text: { en: "Only http and https addresses can be called.", zh: "只能调用 http 或 https 地址。" },
  },
  credentialsInUrl: {
    again: false,
    text: {
      en: "The address contains a user name or password. Send credentials in a header instead.",
      zh: "地址中包含用户名或密码，请改用请求头传递凭据。",
    },
  },
  portNotAllowed: {
    again: false,
    text: {
      en: "Only the ports 443 and 80 can be called.",
      zh: "只能调用 443 和 80 端口。",
    },
  },
  addressNotAllowed: {
    again: false,
    text: {
      en: "This host is not on the public internet. The operator of this installation can allow it.",
      zh: "该主机不在公网上，如需访问请联系本系统的运维人员放行。",
    },
  },
  nameNotFound: {
    again: true,
    text: { en: "The host name could not be found.", zh: "找不到该主机名。" },
  },
  headerNotAllowed: {
    again: false,
    text: { en: "A request header is not allowed or not well formed.", zh: "有请求头不被允许或格式不正确。" },
  },
  requestTooLarge: {
    again: false,
    text: { en: "The request is too large.", zh: "请求内容过大。" },
  },
  unreachable: {
    again: true,
    text: { en: "No connection could be made, or it broke off.", zh: "无法建立连接，或连接中断。" },
  },
  tlsFailed: {
    again: true,
    text: {
      en: "The secure connection failed: the certificate is invalid, expired or for another name.",
      zh: "安全连接失败：证书无效、已过期或与主机名不符。",
    },
  },
  tooSlow: {
    again: true,
    text: { en: "The answer did not arrive in time.", zh: "未在规定时间内收到完整应答。" },
  },
  tooLarge: {
    again: false,
    text: { en: "The answer is too large.", zh: "应答内容过大。" },
  },
  redirect: {
    again: false,
    text: {
      en: "The host answers with a redirect. Enter the final address instead.",
      zh: "该主机返回了重定向，请直接填写最终地址。",
    },
  },
  unreadable: {
    again: true,
    text: { en: "The answer could not be unpacked.", zh: "应答内容无法解压。" },
  },
  wrongContent: {
    again: false,
    text: { en: "The answer is not JSON.", zh: "应答不是 JSON 格式。" },
  },
  cancelled: {
    again: true,
    text: { en: "The request was cancelled.", zh: "请求已取消。" },
  },
} as const satisfies Record<string, { again: boolean; text: Text }>

export type HttpProblemCode = keyof typeof httpProblems

/** Why there is no answer. `text` is for people; `again` says whether another attempt may succeed. */
export type HttpProblem = { ok: false; code: HttpProblemCode; text: Text; again: boolean }

export const httpProblem = (code: HttpProblemCode): HttpProblem => ({ ok: false, code, ...httpProblems[code] })
