import { translations } from '../layout/i18n.js';

/** What forms of this feature say, and its mails. */
export const staffMessages = translations({
  en: {
    passwordCommon: 'This password is among the first that attackers try. Choose another one.',
    passwordWrong: 'This is not your password.',
    greeting: (name: string) => `Hello ${name},`,
    invitationSubject: (host: string) => `Your account for ${host}`,
    invitationText: (by: string, host: string) => `${by} has invited you to work on Accord for ${host}.`,
    invitationButton: 'Choose your password',
    invitationEnds: 'The link works once, for seven days. If you did not expect it, do nothing.',
    resetSubject: 'Choose a new password',
    resetText: 'Somebody, most likely you, asked for a new password for your Accord account.',
    resetButton: 'Choose a new password',
    resetEnds:
      'The link works once, for 30 minutes. If it was not you, do nothing: your password stays as it is.',
    noticeSubject: 'A change to how you sign in',
    noticePassword: 'The password of your Accord account was changed. All other devices were signed out.',
    noticeTwoFactorOn: 'A second factor was set up for your Accord account.',
    noticeTwoFactorOff: 'The second factor of your Accord account was removed.',
    noticeRoleSubject: (host: string) => `A new role for ${host}`,
    noticeRole: (host: string) => `You have been given a new role for ${host} on Accord.`,
    noticeElse: 'If you know nothing of this, tell an administrator of your chapter.',
  },
  es: {
    passwordCommon: 'Esta contraseña es de las primeras que prueban los atacantes. Elija otra.',
    passwordWrong: 'Esta no es su contraseña.',
    greeting: (name: string) => `Hola, ${name}:`,
    invitationSubject: (host: string) => `Su cuenta para ${host}`,
    invitationText: (by: string, host: string) => `${by} le ha invitado a trabajar en Accord para ${host}.`,
    invitationButton: 'Elegir su contraseña',
    invitationEnds: 'El enlace sirve una vez, durante siete días. Si no lo esperaba, no haga nada.',
    resetSubject: 'Elija una nueva contraseña',
    resetText: 'Alguien, probablemente usted, pidió una nueva contraseña para su cuenta de Accord.',
    resetButton: 'Elegir una nueva contraseña',
    resetEnds:
      'El enlace sirve una vez, durante 30 minutos. Si no fue usted, no haga nada: su contraseña no cambia.',
    noticeSubject: 'Un cambio en su forma de entrar',
    noticePassword:
      'Se cambió la contraseña de su cuenta de Accord. Se cerró la sesión en los demás dispositivos.',
    noticeTwoFactorOn: 'Se configuró un segundo factor para su cuenta de Accord.',
    noticeTwoFactorOff: 'Se quitó el segundo factor de su cuenta de Accord.',
    noticeRoleSubject: (host: string) => `Una nueva función para ${host}`,
    noticeRole: (host: string) => `Se le ha dado una nueva función para ${host} en Accord.`,
    noticeElse: 'Si no sabe nada de esto, avise a un administrador de su capítulo.',
  },
  pt: {
    passwordCommon: 'Esta senha está entre as primeiras que os atacantes tentam. Escolha outra.',
    passwordWrong: 'Esta não é a sua senha.',
    greeting: (name: string) => `Olá, ${name}:`,
    invitationSubject: (host: string) => `Sua conta para ${host}`,
    invitationText: (by: string, host: string) =>
      `${by} convidou você para trabalhar no Accord para ${host}.`,
    invitationButton: 'Escolher sua senha',
    invitationEnds: 'O link funciona uma vez, por sete dias. Se você não o esperava, não faça nada.',
    resetSubject: 'Escolha uma nova senha',
    resetText: 'Alguém, provavelmente você, pediu uma nova senha para sua conta do Accord.',
    resetButton: 'Escolher uma nova senha',
    resetEnds:
      'O link funciona uma vez, por 30 minutos. Se não foi você, não faça nada: sua senha continua a mesma.',
    noticeSubject: 'Uma mudança na sua forma de entrar',
    noticePassword:
      'A senha da sua conta do Accord foi alterada. Os outros dispositivos foram desconectados.',
    noticeTwoFactorOn: 'Um segundo fator foi configurado para sua conta do Accord.',
    noticeTwoFactorOff: 'O segundo fator da sua conta do Accord foi removido.',
    noticeRoleSubject: (host: string) => `Uma nova função para ${host}`,
    noticeRole: (host: string) => `Você recebeu uma nova função para ${host} no Accord.`,
    noticeElse: 'Se você não sabe nada disso, avise um administrador do seu capítulo.',
  },
});

export type StaffFormMessage = 'passwordCommon' | 'passwordWrong';
