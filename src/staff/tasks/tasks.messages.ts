import { translations } from '../../layout/i18n.js';

/** What mails about tasks say to staff. */
export const taskMessages = translations({
  en: {
    greeting: (name: string) => `Hello ${name},`,
    overdueSubject: (count: number) =>
      count === 1 ? 'One of your tasks is overdue' : `${count} of your tasks are overdue`,
    overdueText: 'These tasks of yours are past their day:',
    overdueItem: (title: string, day: string) => `${title} (${day})`,
    overdueUntold: (count: number) =>
      count === 1 ? 'One task is shown in Accord alone.' : `${count} tasks are shown in Accord alone.`,
    open: 'Open your tasks',
    overdueEnds:
      'You get this once a day while something is overdue. Give the task another day, close it or hand it on.',
  },
  es: {
    greeting: (name: string) => `Hola, ${name}:`,
    overdueSubject: (count: number) =>
      count === 1 ? 'Una de sus tareas está atrasada' : `${count} de sus tareas están atrasadas`,
    overdueText: 'Estas tareas suyas han pasado de su fecha:',
    overdueItem: (title: string, day: string) => `${title} (${day})`,
    overdueUntold: (count: number) =>
      count === 1 ? 'Una tarea se muestra solo en Accord.' : `${count} tareas se muestran solo en Accord.`,
    open: 'Abrir sus tareas',
    overdueEnds:
      'Recibe este aviso una vez al día mientras haya algo atrasado. Cambie la fecha de la tarea, ciérrela o pásela a otra persona.',
  },
  pt: {
    greeting: (name: string) => `Olá, ${name},`,
    overdueSubject: (count: number) =>
      count === 1 ? 'Uma de suas tarefas está atrasada' : `${count} de suas tarefas estão atrasadas`,
    overdueText: 'Estas tarefas suas passaram do dia:',
    overdueItem: (title: string, day: string) => `${title} (${day})`,
    overdueUntold: (count: number) =>
      count === 1 ? 'Uma tarefa é mostrada só no Accord.' : `${count} tarefas são mostradas só no Accord.`,
    open: 'Abrir suas tarefas',
    overdueEnds:
      'Você recebe isto uma vez por dia enquanto houver algo atrasado. Mude o dia da tarefa, encerre-a ou passe-a adiante.',
  },
});
