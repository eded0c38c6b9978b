/** What `#checker` leads to where there is no Node: nothing that checks. */
export {};
