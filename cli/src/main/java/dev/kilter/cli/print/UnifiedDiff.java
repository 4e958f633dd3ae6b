package dev.kilter.cli.print;

import java.util.ArrayList;
import java.util.List;

/** Line differences in the unified form, with three lines of context. Pure. */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  /** Beyond this the table of the comparison would not fit: everything then counts as changed. */
  private static final long MOST_CELLS = 25_000_000;

  private UnifiedDiff() {}

  private record Line(char mark, String text) {}

  /** Empty where both are the same; else hunks without file headers, ending with a line break. */
  public static String of(String before, String after) {
    List<Line> lines = lines(before.lines().toList(), after.lines().toList());
    StringBuilder text = new StringBuilder();
    int beforeLine = 1;
    int afterLine = 1;
    int position = 0;
    while (position < lines.size()) {
      int start = nextChange(lines, position);
      if (start < 0) {
        break;
      }
      int from = Math.max(position, start - CONTEXT);
      beforeLine += from - position;
      afterLine += from - position;
      int end = hunkEnd(lines, start);
      int removed = count(lines, from, end, '+');
      int added = count(lines, from, end, '-');
      text.append("@@ -")
          .append(range(beforeLine, removed))
          .append(" +")
          .append(range(afterLine, added))
          .append(" @@\n");
      lines
          .subList(from, end)
          .forEach(line -> text.append(line.mark).append(line.text).append('\n'));
      beforeLine += removed;
      afterLine += added;
      position = end;
    }
    return text.toString();
  }

  private static String range(int start, int length) {
    int first = length == 0 ? start - 1 : start;
    return length == 1 ? Integer.toString(first) : first + "," + length;
  }

  private static int nextChange(List<Line> lines, int from) {
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i).mark != ' ') {
        return i;
      }
    }
    return -1;
  }

  private static int hunkEnd(List<Line> lines, int start) {
    int lastChange = start;
    for (int i = start; i < lines.size() && i <= lastChange + 2 * CONTEXT; i++) {
      if (lines.get(i).mark != ' ') {
        lastChange = i;
      }
    }
    return Math.min(lines.size(), lastChange + CONTEXT + 1);
  }

  /** Lines of one side: all but those of the other side alone. */
  private static int count(List<Line> lines, int from, int to, char otherSide) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if (lines.get(i).mark != otherSide) {
        count++;
      }
    }
    return count;
  }

  private static List<Line> lines(List<String> before, List<String> after) {
    if ((long) before.size() * after.size() > MOST_CELLS) {
      List<Line> all = new ArrayList<>();
      before.forEach(text -> all.add(new Line('-', text)));
      after.forEach(text -> all.add(new Line('+', text)));
      return all;
    }
    int[][] common = common(before, after);
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add(new Line(' ', before.get(i++)));
        j++;
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line('-', before.get(i++)));
      } else {
        lines.add(new Line('+', after.get(j++)));
      }
    }
    return lines;
  }

  /** Length of the longest common part of what follows each pair of positions. */
  private static int[][] common(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
