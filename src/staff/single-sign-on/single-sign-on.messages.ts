import { translations } from '../../layout/i18n.js';

export const singleSignOnMessages = translations({
  en: {
    with: (provider: string) => `Sign in with ${provider}`,
    title: 'You are not signed in',
    away: 'The identity provider does not answer just now. Try again in a minute, or use your password.',
    late: 'This sign-in took too long, was cancelled, or was begun in another browser. Please start again.',
    unknown:
      'There is no account for you here. Ask whoever leads your chapter to invite you, with the address that you use there.',
    back: 'Back to sign-in',
  },
  es: {
    with: (provider: string) => `Entrar con ${provider}`,
    title: 'No ha iniciado sesión',
    away: 'El proveedor de identidad no responde en este momento. Inténtelo de nuevo en un minuto o use su contraseña.',
    late: 'El inicio de sesión tardó demasiado, se canceló o comenzó en otro navegador. Vuelva a empezar.',
    unknown:
      'Aquí no hay una cuenta para usted. Pida a quien dirige su grupo que le invite, con la dirección que usa allí.',
    back: 'Volver al inicio de sesión',
  },
  pt: {
    with: (provider: string) => `Entrar com ${provider}`,
    title: 'Você não entrou',
    away: 'O provedor de identidade não responde agora. Tente de novo em um minuto ou use sua senha.',
    late: 'A entrada demorou demais, foi cancelada ou começou em outro navegador. Comece de novo.',
    unknown:
      'Não há uma conta para você aqui. Peça a quem dirige seu grupo que convide você, com o endereço que usa lá.',
    back: 'Voltar para a entrada',
  },
});
