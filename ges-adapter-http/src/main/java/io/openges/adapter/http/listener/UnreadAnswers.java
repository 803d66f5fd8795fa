package io.openges.adapter.http.listener;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * Lets answers wait for their readers without a thread: clients that read slowly cost memory, which
 * is limited, and not threads, which others wait for (specification 2.11). Whoever writes an answer
 * goes on at once; its request ends when the last byte is taken. Where the answers yet to be taken
 * find no room, the connections of those that wait longest are cut. Safe for use by many threads at
 * once.
 */
final class UnreadAnswers extends Handler.Wrapper {

  private final long room;

  /** Those of which bytes are yet to be taken, eldest first; guarded by itself. */
  private final Set<Answer> waiting = new LinkedHashSet<>();

  /** All their bytes; guarded by {@link #waiting}. */
  private long held;

  /**
   * Makes a keeper of answers.
   *
   * @param room most bytes that are yet to be taken, but for those of a single answer
   */
  UnreadAnswers(long room) {
    this.room = room;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var answer = new Answer(request, response, callback);
    return super.handle(request, answer, answer.whenHandled);
  }

  /** Says whether each answer was taken. */
  boolean isEmpty() {
    synchronized (waiting) {
      return waiting.isEmpty();
    }
  }

  /** Returns how many bytes are yet to be taken. */
  long held() {
    synchronized (waiting) {
      return held;
    }
  }

  private void take(Answer answer, int bytes) {
    var tooMany = new ArrayList<Answer>();
    synchronized (waiting) {
      held += bytes;
      answer.unread += bytes;
      waiting.add(answer);
      long kept = held;
      for (var eldest : waiting) {
        if (kept <= room) {
          break;
        }
        if (eldest != answer) {
          kept -= eldest.unread;
          tooMany.add(eldest);
        }
      }
    }
    tooMany.forEach(Answer::cut);
  }

  private void giveBack(Answer answer, long bytes) {
    synchronized (waiting) {
      long given = Math.min(bytes, answer.unread);
      held -= given;
      answer.unread -= given;
      if (answer.unread == 0) {
        waiting.remove(answer);
      }
    }
  }

  /** Bytes of an answer, and whether they are its last. */
  private record Piece(ByteBuffer bytes, boolean last) {}

  /** An answer whose bytes are kept until they are taken. */
  private final class Answer extends Response.Wrapper {

    private final Callback callback;
    private final Sending sending = new Sending();
    private final AtomicBoolean ended = new AtomicBoolean();
    final Callback whenHandled;

    /** Guarded by itself, as are the fields below. */
    private final Queue<Piece> pieces = new ArrayDeque<>();

    private boolean handled;
    private boolean lastWritten;
    private @Nullable Throwable failure;

    /** Bytes yet to be taken; guarded by {@link UnreadAnswers#waiting}. */
    private long unread;

    Answer(Request request, Response response, Callback callback) {
      super(request, response);
      this.callback = callback;
      this.whenHandled = new Callback.Nested(callback) {
        @Override
        public void succeeded() {
          handled();
        }

        @Override
        public void failed(Throwable cause) {
          end(cause);
        }
      };
    }

    @Override
    public boolean hasLastWrite() {
      synchronized (pieces) {
        return lastWritten;
      }
    }

    /** Keeps a copy, since the writer may use its buffer again as soon as this has returned. */
    @Override
    public void write(boolean last, @Nullable ByteBuffer content, Callback written) {
      var copy = content == null ? BufferUtil.EMPTY_BUFFER : BufferUtil.copy(content);
      if (content != null) {
        content.position(content.limit());
      }
      int length = copy.remaining();
      if (failure() == null) {
        if (length > 0) {
          take(this, length);
        }
        synchronized (pieces) {
          pieces.add(new Piece(copy, last));
          lastWritten |= last;
        }
        sending.iterate();
      }
      var broken = failure();
      if (broken == null) {
        written.succeeded();
      } else {
        giveBack(this, Long.MAX_VALUE);
        written.failed(broken);
      }
    }

    private @Nullable Throwable failure() {
      synchronized (pieces) {
        return failure;
      }
    }

    private void handled() {
      Throwable broken;
      synchronized (pieces) {
        handled = true;
        broken = failure;
      }
      if (broken == null) {
        sending.iterate();
      } else {
        end(broken);
      }
    }

    private void end(@Nullable Throwable cause) {
      if (ended.compareAndSet(false, true)) {
        if (cause == null) {
          callback.succeeded();
        } else {
          callback.failed(cause);
        }
      }
    }

    private void cut() {
      getRequest().getConnectionMetaData().getConnection().getEndPoint().close();
    }

    private void broken(Throwable cause) {
      boolean isOver;
      synchronized (pieces) {
        failure = cause;
        isOver = handled;
      }
      giveBack(this, Long.MAX_VALUE);
      if (isOver) {
        end(cause);
      }
    }

    private void send(Piece piece, Callback taken) {
      super.write(piece.last(), piece.bytes(), taken);
    }

    /** Sends one piece after the other. */
    private final class Sending extends IteratingCallback {

      private int length;

      @Override
      protected Action process() {
        Piece piece;
        synchronized (pieces) {
          piece = pieces.poll();
          if (piece == null) {
            return handled ? Action.SUCCEEDED : Action.IDLE;
          }
        }
        length = piece.bytes().remaining();
        send(piece, this);
        return Action.SCHEDULED;
      }

      @Override
      protected void onSuccess() {
        giveBack(Answer.this, length);
      }

      @Override
      protected void onCompleteSuccess() {
        end(null);
      }

      @Override
      protected void onCompleteFailure(Throwable cause) {
        broken(cause);
      }
    }
  }
}
