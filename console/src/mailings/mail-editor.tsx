import '@mantine/tiptap/styles.layer.css';
import './mail-editor.css';
import { Button, Menu } from '@mantine/core';
import { RichTextEditor } from '@mantine/tiptap';
import {
  IconCalendarEvent,
  IconChevronDown,
  IconCode,
  IconColumns2,
  IconPhoto,
  IconPlus,
  IconRectangle,
  IconSeparatorHorizontal,
  IconWritingSign,
} from '@tabler/icons-react';
import { useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useState } from 'react';
import { can, useSession } from '../api/session';
import { cspNonce } from '../csp';
import { BlockDialog, type BlockKind } from './block-dialog';
import { ButtonNode } from './button-node';
import { type CardKind } from './card-choices';
import { CardDialog } from './card-dialog';
import { CardNode } from './card-node';
import { ColumnNode, ColumnsNode } from './columns-node';
import { bringIn } from './html/bring-in';
import { HtmlDialog } from './html/html-dialog';
import { TagNotice } from './html/tag-notice';
import { ImageNode } from './image-node';

/** What may stand in a mail's place, with what to write where we do not know it. */
const TAGS = [
  { tag: '{{given_name|friend}}', label: 'First name' },
  { tag: '{{family_name|supporter}}', label: 'Last name' },
  { tag: '{{full_name|supporter}}', label: 'Whole name' },
];

interface MailEditorProps {
  label?: string;
  /** Whose mailing it is; without it no cards are offered. */
  ownerId?: string;
  body: Record<string, unknown>;
  onChange: (body: Record<string, unknown>) => void;
}

/** Writes a mail's body. It keeps the editor's own document; the server decides what of it becomes a mail. */
export function MailEditor({ label = 'Message', ownerId, body, onChange }: MailEditorProps) {
  const session = useSession();
  const [asking, setAsking] = useState<BlockKind>();
  const [choosing, choose] = useState<CardKind>();
  const [isBringing, setBringing] = useState(false);
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: { levels: [1, 2, 3] },
        code: false,
        codeBlock: false,
        strike: false,
        link: { openOnClick: false, protocols: ['http', 'https', 'mailto', 'tel'] },
      }),
      ImageNode,
      ButtonNode,
      CardNode,
      ColumnNode,
      ColumnsNode,
    ],
    content: body,
    injectNonce: cspNonce,
    shouldRerenderOnTransaction: true,
    editorProps: { attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true' } },
    onUpdate: ({ editor: changed }) => onChange(changed.getJSON() as Record<string, unknown>),
  });
  return (
    <RichTextEditor editor={editor} className="mail-editor" labels={{ linkEditorInputLabel: 'Web address' }}>
      <RichTextEditor.Toolbar sticky stickyOffset={56}>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.Bold />
          <RichTextEditor.Italic />
          <RichTextEditor.Underline />
        </RichTextEditor.ControlsGroup>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.H1 />
          <RichTextEditor.H2 />
          <RichTextEditor.BulletList />
          <RichTextEditor.OrderedList />
          <RichTextEditor.Blockquote />
        </RichTextEditor.ControlsGroup>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.Link />
          <RichTextEditor.Unlink />
        </RichTextEditor.ControlsGroup>
        <Menu>
          <Menu.Target>
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconPlus size={14} aria-hidden />}
              rightSection={<IconChevronDown size={14} aria-hidden />}
            >
              Insert
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconRectangle size={16} />} onClick={() => setAsking('button')}>
              Button
            </Menu.Item>
            <Menu.Item leftSection={<IconPhoto size={16} />} onClick={() => setAsking('image')}>
              Image
            </Menu.Item>
            <Menu.Item
              leftSection={<IconSeparatorHorizontal size={16} />}
              onClick={() => editor.chain().focus().setHorizontalRule().run()}
            >
              Divider
            </Menu.Item>
            {editor.isActive('columns') ? (
              <Menu.Item
                leftSection={<IconColumns2 size={16} />}
                onClick={() => editor.chain().focus().removeColumns().run()}
              >
                Take the two columns away
              </Menu.Item>
            ) : (
              <Menu.Item
                leftSection={<IconColumns2 size={16} />}
                onClick={() => editor.chain().focus().addColumns().run()}
              >
                Two columns
              </Menu.Item>
            )}
            {ownerId && can(session, 'petitions.read') && (
              <Menu.Item leftSection={<IconWritingSign size={16} />} onClick={() => choose('petition')}>
                Petition
              </Menu.Item>
            )}
            {ownerId && can(session, 'events.read') && (
              <Menu.Item leftSection={<IconCalendarEvent size={16} />} onClick={() => choose('event')}>
                Event
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconCode size={16} />} onClick={() => setBringing(true)}>
              Bring in HTML…
            </Menu.Item>
            <Menu.Label>Filled for each reader</Menu.Label>
            {TAGS.map(({ tag, label }) => (
              <Menu.Item key={tag} onClick={() => editor.chain().focus().insertContent(tag).run()}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.Undo />
          <RichTextEditor.Redo />
        </RichTextEditor.ControlsGroup>
      </RichTextEditor.Toolbar>
      <RichTextEditor.Content />
      <TagNotice text={editor.getText()} />
      <BlockDialog
        kind={asking}
        onClose={() => setAsking(undefined)}
        onAdd={(kind, { label, href }) => {
          const chain = editor.chain().focus();
          if (kind === 'button') chain.addButton({ label, href }).run();
          else chain.setImage({ src: href, alt: label }).run();
        }}
      />
      <HtmlDialog
        isOpen={isBringing}
        isEditorEmpty={editor.isEmpty}
        onBringIn={(blocks, replacesAll) => bringIn(editor, blocks, replacesAll)}
        onClose={() => setBringing(false)}
      />
      {ownerId && (
        <CardDialog
          kind={choosing}
          ownerId={ownerId}
          onClose={() => choose(undefined)}
          onAdd={(card) => editor.chain().focus().addCard(card).run()}
        />
      )}
    </RichTextEditor>
  );
}
