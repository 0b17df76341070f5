/** What routes take that receive whole files: a state's boundaries at full detail, or all of its officials. */
export const IMPORT_BODY = { bodyLimit: 48 * 1024 * 1024 };
