/** Names of the contract's methods and events, put in by the bundler so that the preload carries no schemas. */
declare const CONTRACT_METHODS: readonly string[];
declare const CONTRACT_EVENTS: readonly string[];
