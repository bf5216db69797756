/** Row of `tenant_setting`. */
export const workLimitsKey = "workLimits"
