/** What makes a tenant out of a sign-up, in this order. Every step can be repeated. */
export const provisioningSteps = ["schema", "login", "tables", "starter"] as const
export type ProvisioningStep = (typeof provisioningSteps)[number]
