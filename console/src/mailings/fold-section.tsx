import { Card, Text, Title, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode } from 'react';

interface FoldSectionProps {
  number: number;
  title: string;
  /** What is in it, in a few words, while it is folded. */
  summary: string;
  children: ReactNode;
}

/** A step of the composer. Folded it stays as it is, so that nothing that was begun in it is lost. */
export function FoldSection({ number, title, summary, children }: FoldSectionProps) {
  const [isOpen, fold] = useDisclosure(true);
  const id = `step-${number}`;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Card component="section" aria-labelledby={id}>
      <Title order={2}>
        <UnstyledButton
          className="fold"
          fz="inherit"
          fw="inherit"
          aria-expanded={isOpen}
          aria-controls={`${id}-content`}
          onClick={fold.toggle}
        >
          <span id={id}>
            {number}. {title}
          </span>
          <Chevron size={20} aria-hidden />
        </UnstyledButton>
      </Title>
      {!isOpen && (
        <Text size="sm" c="dimmed" lineClamp={2}>
          {summary}
        </Text>
      )}
      {/* Not Collapse: what it folds loses its effects (React's Activity), and the editor does not survive that. */}
      <div id={`${id}-content`} className="fold-content" hidden={!isOpen}>
        {children}
      </div>
    </Card>
  );
}
