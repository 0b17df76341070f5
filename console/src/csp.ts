import { setNonce } from 'get-nonce';

/**
 * The nonce that the server wrote into index.html for this answer. Browsers hide the attribute
 * from selectors but keep the property, so it cannot be read out by injected CSS.
 */
export const cspNonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.nonce ?? '';

// Drawers and dialogs lock the page's scrolling by a <style> of their own and ask this package for the nonce.
setNonce(cspNonce);
