import { translations } from '../../layout/i18n.js';

/** What a relay adds to a letter. It says nothing of who writes, or why. */
export const relayedMessages = translations({
  en: {
    leftOut: (count: number) =>
      count === 1
        ? '(A file was attached. It was not passed on.)'
        : `(${count} files were attached. They were not passed on.)`,
  },
  es: {
    leftOut: (count: number) =>
      count === 1
        ? '(Se adjuntó un archivo. No se reenvió.)'
        : `(Se adjuntaron ${count} archivos. No se reenviaron.)`,
  },
  pt: {
    leftOut: (count: number) =>
      count === 1
        ? '(Um arquivo foi anexado. Ele não foi encaminhado.)'
        : `(${count} arquivos foram anexados. Eles não foram encaminhados.)`,
  },
});
