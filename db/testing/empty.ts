// Stands in for `server-only` in tests: that package throws outside a React server build, which a test runner is not.
export {}
