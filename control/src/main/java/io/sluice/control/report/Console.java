package io.sluice.control.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;

/**
 * Where a command writes. With {@code --json} standard output carries JSON alone and everything for
 * people goes to standard error.
 *
 * @param people lines, bars and tables
 * @param machines one JSON object per line
 * @param live whether {@code people} is a terminal, where a picture may be painted over
 */
public record Console(PrintStream people, PrintStream machines, boolean live) {

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();

  /** The process's own streams. */
  public static Console standard(boolean json) {
    PrintStream people = json ? System.err : System.out;
    return new Console(people, System.out, isTerminal());
  }

  /** One line for people. */
  public void say(String line) {
    people.println(line);
  }

  /** One object for scripts, on a line of its own. */
  public void json(Object object) {
    try {
      machines.println(JSON.writeValueAsString(object));
      machines.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a report as JSON", e);
    }
  }

  private static boolean isTerminal() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }
}
