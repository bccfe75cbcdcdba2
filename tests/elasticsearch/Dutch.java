import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Lucene's Dutch analyser with its defaults, which Elasticsearch offers as {@code dutch}: a text on each line of standard
 * input gives a line of its terms, with tabs between them.
 */
class Dutch {
    public static void main(String[] arguments) throws IOException {
        BufferedReader texts = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try (Analyzer dutch = new DutchAnalyzer()) {
            for (String text = texts.readLine(); text != null; text = texts.readLine()) {
                answers.println(terms(dutch, text));
            }
        }
        answers.flush();
    }

    private static StringJoiner terms(Analyzer dutch, String text) throws IOException {
        StringJoiner found = new StringJoiner("\t");
        try (TokenStream words = dutch.tokenStream("", text)) {
            CharTermAttribute term = words.addAttribute(CharTermAttribute.class);
            words.reset();
            while (words.incrementToken()) {
                found.add(term.toString());
            }
        }
        return found;
    }
}
