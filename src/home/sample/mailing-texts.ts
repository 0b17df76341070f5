/** Nodes of the editor's documents (Tiptap), as few as the sample needs. */
interface EditorNode {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  content?: EditorNode[];
}

const paragraph = (text: string): EditorNode => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const heading = (text: string): EditorNode => ({
  type: 'heading',
  attrs: { level: 2 },
  content: [{ type: 'text', text }],
});
const button = (label: string, href: string): EditorNode => ({ type: 'button', attrs: { label, href } });
const list = (...items: string[]): EditorNode => ({
  type: 'bulletList',
  content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
});
const document = (...content: EditorNode[]): EditorNode => ({ type: 'doc', content });

/** @param origin of this installation: its pages are what the mails lead to. */
export function newsletter(origin: string): EditorNode {
  return document(
    paragraph('Dear {{given_name|friend}},'),
    paragraph(
      'Thank you for standing with us this month. Here is what we did together, and what comes next.',
    ),
    heading('What we did'),
    list(
      'Neighbors signed the petition for help instead of handcuffs. It is still open.',
      'Two congregations and a clinic joined the coalition.',
      'Our survivor leadership council chose the three questions we will bring to the State House.',
    ),
    button('Sign the petition', `${origin}/petitions/help-not-handcuffs`),
    heading('What comes next'),
    paragraph('A letter from a constituent is read. Writing to your own legislators takes a few minutes.'),
    button('Write to your legislators', `${origin}/letters/fund-the-way-out`),
    paragraph('With thanks, the team of CEASE Boston'),
  );
}

export function callForVolunteers(origin: string): EditorNode {
  return document(
    paragraph('Hello {{given_name|friend}},'),
    paragraph(
      'On the evening of our community meeting we divide the map of the city and count the stops that do not show the help line yet. We need about forty people, two to a route.',
    ),
    button('Save me a place', `${origin}/events/denver-community-meeting`),
    paragraph('Cannot come? The petition is close to its goal, and every name counts.'),
    button('Sign the petition', `${origin}/petitions/help-line-at-every-stop`),
    paragraph('See you there, CEASE Denver'),
  );
}

export function callBeforeThursday(origin: string): EditorNode {
  return document(
    paragraph('Dear {{given_name|friend}},'),
    paragraph(
      'The committee meets on Thursday. A short call to your representative before then helps more than a long one after.',
    ),
    list(
      'Say that you are a constituent.',
      'Ask for a budget line for housing and legal help.',
      'Ask how they will vote.',
    ),
    button('Find my representative', `${origin}/letters/fund-the-way-out`),
    paragraph('Thank you, CEASE Boston'),
  );
}

export function blankNewsletter(): EditorNode {
  return document(
    paragraph('Dear {{given_name|friend}},'),
    heading('What we did'),
    paragraph('Write two or three sentences here.'),
    heading('What comes next'),
    paragraph('Say what you ask people to do, and give them one button.'),
    button('Do it now', 'https://example.org/'),
    paragraph('With thanks'),
  );
}

export function welcome(origin: string): EditorNode {
  return document(
    paragraph('Dear {{given_name|friend}},'),
    paragraph(
      'Thank you for signing. You stand with people who build a way out: survivor leaders, nurses, teachers, neighbors.',
    ),
    paragraph('About once a month we write what we did together and what helps next. No more than that.'),
    button('See what is going on', `${origin}/chapters/boston`),
    paragraph('With thanks, the team of CEASE Boston'),
  );
}

export function followUp(origin: string): EditorNode {
  return document(
    paragraph('Dear {{given_name|friend}},'),
    paragraph(
      'You signed a few days ago. A letter from a constituent is read, and writing to your own legislators takes a few minutes.',
    ),
    button('Write to your legislators', `${origin}/letters/fund-the-way-out`),
    paragraph('Thank you, CEASE Boston'),
  );
}
